using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.People;

/// <summary>What a people file would change, or what is wrong with it: then nothing of it is written.</summary>
public sealed record ImportPlan(Edit Edit, IReadOnlyList<string> Changes, IReadOnlyList<RowError> Errors)
{
    public bool IsGood => Errors.Count == 0;
}

/// <summary>Reads a people file into the directory, all of it or nothing. It lists, begins and ends; what is not in the file stays as it is.</summary>
public sealed class PeopleImport(IDatabase database, Staffing staffing, PeopleDirectory directory, Senders senders, TimeProvider clock)
{
    /// <summary>What it would do. Nothing is written.</summary>
    public async Task<ImportPlan> Preview(Stream file, string saidBy, CancellationToken ct)
    {
        var (rows, errors) = PeopleCsv.Read(file);
        if (errors.Count > 0)
            return new(new(), [], errors);
        await directory.Refresh(ct);
        return Plan(rows, directory.Roster, await Households(rows, ct), clock.GetUtcNow(), saidBy);
    }

    /// <summary>The same, written where no row has an error.</summary>
    public async Task<ImportPlan> Run(Stream file, string saidBy, CancellationToken ct)
    {
        var (rows, errors) = PeopleCsv.Read(file);
        if (errors.Count > 0)
            return new(new(), [], errors);
        var households = await Households(rows, ct);
        ImportPlan? plan = null;
        await staffing.Change((roster, now) => (plan = Plan(rows, roster, households, now, saidBy)).IsGood ? plan.Edit : new(), ct);
        return plan!;
    }

    // A reference that nobody gave is most likely mistyped: a role held for it would tell nobody.
    private async Task<HashSet<Guid>> Households(IReadOnlyList<PeopleRow> rows, CancellationToken ct)
    {
        var asked = rows.Select(r => Guid.TryParse(r["household"], out var id) ? id.ToString("N") : null).OfType<string>().Distinct().ToList();
        return asked.Count == 0 ? [] : await database.Read(async c => (await c.QueryAsync<string>($"select household from head where household {database.IsOneOf("@asked")}", new { asked })).Select(Guid.Parse).ToHashSet(), ct);
    }

    private ImportPlan Plan(IReadOnlyList<PeopleRow> rows, Roster before, IReadOnlySet<Guid> households, DateTimeOffset now, string saidBy)
    {
        var reading = new ImportReading(before, households, senders, now, saidBy);
        foreach (var person in rows.GroupBy(r => r["id"] ?? ""))
            reading.Person(person.Key, [.. person]);
        foreach (var row in rows.Where(r => r["role"] is not null))
            reading.Role(row);
        foreach (var row in rows.Where(r => r["role"] is null))
            reading.NothingButAPerson(row);
        if (reading.Errors.Count == 0 && before.After(reading.Edit).FrontDoorEmpty(now) is not null)
            reading.Errors.Add(new(rows.FirstOrDefault(r => r["role"] == RoleDirectory.FrontDoor)?.Number ?? 0, "role", "somebody must hold FD (front-door duty manager) for every household at every hour; after this file nobody would"));
        return new(reading.Edit, reading.Changes, [.. reading.Errors.OrderBy(e => e.Row)]);
    }
}
