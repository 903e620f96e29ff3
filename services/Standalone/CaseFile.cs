using System.Globalization;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone;

/// <summary>A case file that cannot be read: which line, and the rule that it breaks.</summary>
public sealed class CaseFileException(string file, int line, string rule) : Exception($"{file}: line {line}: {rule}");

/// <summary>One event of a published case. <paramref name="Known"/>: "yes", "unclear" or "no" — whether an agency knew it at the time.</summary>
public sealed record CaseEvent(int Line, DateOnly At, Precision Precision, string Agency, string Kind, string Subject, string? Detail, string Known, JsonElement? Attributes, int? Count, bool Repeated);

/// <summary>
/// What a case file says of itself, for who reads about it. <paramref name="Incident"/> is null where the file is a quiet control: nothing happened.
/// <paramref name="When"/> is the incident's date as it was written. <paramref name="Synthetic"/>: a story whose dates are invented.
/// </summary>
public sealed record CaseHeader(string Title, string Source, IReadOnlyList<string> Sources, bool Synthetic, string When, string? Incident, IReadOnlyList<string> Missed, string? Notes);

/// <summary>
/// A published case as a timeline (NDJSON: a header, then one event a line). Its people get fictitious NHS numbers of the 999 range, so
/// that matching really runs; ages come only from births that were reported, never from the header.
/// </summary>
public sealed class CaseFile
{
    private readonly Dictionary<string, Subject> people = [];
    private readonly Subject anchor;

    private CaseFile(string name, CaseHeader header, DateOnly incident, DateOnly lastDay, IReadOnlyList<(string Ref, string Role)> household, IReadOnlyList<CaseEvent> events)
    {
        (Name, Header, IncidentAt, LastDay, Events) = (name, header, incident, lastDay, events);
        var seed = (int)(BitConverter.ToUInt32(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))) % 900_000);
        foreach (var (reference, role) in household.Append(("somebody-who-cares-for-them", "carer")))
            people[reference] = new(RoleOf(role), reference, NhsNumber.Fictitious(seed + 20 * people.Count));
        anchor = people.Values.FirstOrDefault(p => p.Role == "parent") ?? people["somebody-who-cares-for-them"];
    }

    public string Name { get; }

    public CaseHeader Header { get; }

    /// <summary>The day of the incident; a month means its 15th, a year 1 July.</summary>
    public DateOnly IncidentAt { get; }

    /// <summary>The last day that the incident's date can mean.</summary>
    public DateOnly LastDay { get; }

    public IReadOnlyList<CaseEvent> Events { get; }

    /// <summary>The events that a system could have known: never the incident, nothing that nobody knew, and what is unclear only where generous.</summary>
    public IEnumerable<CaseEvent> Replayable(bool generous) => Events.Where(e => WhyNot(e, generous) is null).OrderBy(e => e.At);

    /// <summary>Why the event is not replayed; null where it is.</summary>
    public string? WhyNot(CaseEvent e, bool generous) =>
        e.Kind == Kinds.SeriousIncident ? "It is the incident itself."
        : e.At > LastDay ? "It lies after the incident."
        : e.Known == "no" ? "No agency knew it at the time."
        : e.Known == "unclear" && !generous ? "It is unclear whether an agency knew it at the time."
        : null;

    /// <summary>The event as its agency would have sent it. A report about a child or the household names the parent too, as agencies do.</summary>
    public AgencyReport Report(CaseEvent e)
    {
        var subjects = (people.TryGetValue(e.Subject, out var subject) ? new[] { subject, anchor } : [anchor]).Distinct();
        var attributes = e.Attributes?.EnumerateObject().Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(a => a.Name, a => a.Value) ?? [];
        if (e.Count is { } count)
            attributes["count"] = JsonElement.Parse(count.ToString(CultureInfo.InvariantCulture));
        if (e.Repeated)
            attributes["repeated"] = JsonElement.Parse("true");
        return new()
        {
            MessageId = $"{Name}/{e.Line}",
            Kind = e.Kind,
            OccurredAt = e.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Precision = e.Precision == Precision.OrderOnly ? "order-only" : e.Precision.ToString().ToLowerInvariant(),
            ReportedAt = e.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T12:00:00Z",
            Subjects = [.. subjects.Select(s => new AgencySubject(s.Role, s.Ref, s.NhsNumber.ToString()))],
            Detail = e.Detail,
            Attributes = attributes.Count == 0 ? null : attributes,
        };
    }

    /// <exception cref="CaseFileException">A line breaks a rule of the format.</exception>
    public static CaseFile Read(string path)
    {
        var lines = File.ReadAllLines(path).Select((text, i) => (Text: text, Line: i + 1)).Where(l => !string.IsNullOrWhiteSpace(l.Text)).ToList();
        if (lines.Count == 0)
            throw new CaseFileException(path, 1, "the header is missing");
        var header = Object(path, lines[0]);
        var (incident, last) = Incident(header, rule => throw new CaseFileException(path, lines[0].Line, rule));
        var household = header.TryGetProperty("household", out var h) && h.ValueKind == JsonValueKind.Array
            ? h.EnumerateArray().Select(p => (Word(p, "ref", path, lines[0].Line), Word(p, "role", path, lines[0].Line))).ToList()
            : throw new CaseFileException(path, lines[0].Line, "household: must be a list of people with ref and role");
        return new(Path.GetFileNameWithoutExtension(path), About(header, path, lines[0].Line), incident, last, household, [.. lines.Skip(1).Select(l => Event(path, l.Line, Object(path, l)))]);
    }

    private static JsonElement Object(string path, (string Text, int Line) line)
    {
        try
        {
            var element = JsonElement.Parse(line.Text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return element.ValueKind == JsonValueKind.Object ? element : throw new CaseFileException(path, line.Line, "must be a JSON object");
        }
        catch (JsonException)
        {
            throw new CaseFileException(path, line.Line, "must be JSON, without the same field twice");
        }
    }

    private static CaseEvent Event(string path, int line, JsonElement e)
    {
        CaseFileException Broken(string rule) => new(path, line, rule);
        if (!DateOnly.TryParseExact(Word(e, "at", path, line), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            throw Broken("at: must be a date like 2020-03-10");
        var precision = Word(e, "precision", path, line) switch
        {
            "day" => Precision.Day,
            "month" => Precision.Month,
            "quarter" => Precision.Quarter,
            "year" => Precision.Year,
            "order-only" => Precision.OrderOnly,
            _ => throw Broken("precision: must be day, month, quarter, year or order-only"),
        };
        var (agency, kind) = (Word(e, "agency", path, line), Word(e, "kind", path, line));
        if (!Kinds.Agencies.Contains(agency))
            throw Broken("agency: is no agency of the vocabulary");
        if (Kinds.Find(kind) is null)
            throw Broken("kind: is no kind of the vocabulary");
        var known = Optional(e, "known_at_time", path, line) ?? "yes";
        if (known is not ("yes" or "no" or "unclear"))
            throw Broken("known_at_time: must be yes, no or unclear");
        var attributes = e.TryGetProperty("attributes", out var a) ? a : (JsonElement?)null;
        if (attributes is { ValueKind: not JsonValueKind.Object })
            throw Broken("attributes: must be an object");
        return new(line, at, precision, agency, kind, Word(e, "subject", path, line), Optional(e, "detail", path, line), known, attributes,
            e.TryGetProperty("count", out var c) ? c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out var n) ? n : throw Broken("count: must be a whole number") : null, e.TryGetProperty("repeated", out var r) && r.ValueKind == JsonValueKind.True);
    }

    private static string? Optional(JsonElement e, string name, string path, int line) =>
        !e.TryGetProperty(name, out var v) || v.ValueKind == JsonValueKind.Null ? null
        : v.ValueKind == JsonValueKind.String ? v.GetString() : throw new CaseFileException(path, line, $"{name}: must be text");

    private static string Word(JsonElement e, string name, string path, int line) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(v.GetString()) ? v.GetString()!
            : throw new CaseFileException(path, line, $"{name}: is required and must be text");

    private static CaseHeader About(JsonElement header, string path, int line)
    {
        var (source, incident) = (Optional(header, "source", path, line) ?? "", header.GetProperty("incident"));
        var what = Optional(incident, "what", path, line);
        return new(Optional(header, "case", path, line) ?? Path.GetFileNameWithoutExtension(path), source, Texts(header, "sources"), source.StartsWith("synthetic", StringComparison.OrdinalIgnoreCase), Word(incident, "date", path, line),
            what is null || what.StartsWith("none", StringComparison.Ordinal) ? null : what, Texts(header, "missed"), Optional(header, "notes", path, line));
    }

    private static List<string> Texts(JsonElement header, string name) =>
        header.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!)] : [];

    private static (DateOnly At, DateOnly Last) Incident(JsonElement header, Func<string, Exception> broken)
    {
        var text = header.TryGetProperty("incident", out var i) && i.ValueKind == JsonValueKind.Object && i.TryGetProperty("date", out var d) && d.ValueKind == JsonValueKind.String ? d.GetString()! : "";
        bool Is(string format, out DateOnly day) => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (Is("yyyy-MM-dd", out var day))
            return (day, day);
        if (Is("yyyy-MM", out var month))
            return (month.AddDays(14), month.AddMonths(1).AddDays(-1));
        if (Is("yyyy", out var year))
            return (new(year.Year, 7, 1), new(year.Year, 12, 31));
        throw broken("incident.date: must be a day, a month or a year");
    }

    // The header's words are free; what is left of them is what the wire knows.
    private static string RoleOf(string words) =>
        words.Contains("adult", StringComparison.OrdinalIgnoreCase) ? "other-adult"
        : words.Contains("removed", StringComparison.OrdinalIgnoreCase) ? "relative"
        : words.Contains("unborn", StringComparison.OrdinalIgnoreCase) ? SubjectRoles.Unborn
        : new[] { "child", "sibling", "adolescent", "baby", "infant", "twin", "young person" }.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase)) ? SubjectRoles.Child
        : words.Contains("partner", StringComparison.OrdinalIgnoreCase) ? "partner"
        : words.Contains("grandparent", StringComparison.OrdinalIgnoreCase) ? "relative"
        : words.Contains("parent", StringComparison.OrdinalIgnoreCase) || words is "mother" or "father" ? "parent"
        : words.Contains("carer", StringComparison.OrdinalIgnoreCase) ? "carer"
        : "relative";
}
