using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain;

namespace Alerts.Households;

/// <summary>The role file: people, and which role each holds, for every household or for one.</summary>
public sealed record RoleFile(IReadOnlyList<Professional> People, IReadOnlyList<RoleFile.Holder> Roles)
{
    /// <summary>One holding: a role code, a person's id, and a household's reference where it is for that one only.</summary>
    public sealed record Holder(string Role, string Person, Guid? Household);

    /// <exception cref="InvalidDataException">The file cannot be used; the message names the place and the rule.</exception>
    public static RoleDirectory Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), FilesJson.Default.RoleFile) ?? throw new InvalidDataException($"{path}: is empty");
            var people = file.People.ToDictionary(p => p.Id);
            return new(file.Roles.Select((r, i) => new Holding(r.Role,
                people.GetValueOrDefault(r.Person) ?? throw new InvalidDataException($"{path}: roles[{i}].person: nobody in people has this id"), r.Household)));
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }
}

/// <summary>How the files that configure a deployment are read: strictly, with comments allowed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RoleFile))]
[JsonSerializable(typeof(SenderFile))]
internal sealed partial class FilesJson : JsonSerializerContext;
