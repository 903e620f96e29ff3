using System.Data.Common;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Journal;

namespace Alerts.Households.People;

/// <summary>
/// What agencies say of who works with a family: kept in the household's history like every report, and from there the directory's holdings of that household,
/// in the same transaction. They are read off the whole history each time, so that corrections, withdrawals and any order of arrival end in the same holdings.
/// </summary>
public static class Assignments
{
    private const string Mark = "message:";
    private static readonly IReadOnlyList<string> BothKinds = [Kinds.ProfessionalAssigned, Kinds.ProfessionalUnassigned];

    /// <summary>The roles that each sort of agency fills (PROPOSAL, after the roles' own organisations); besides, each the lead of its own sort. Voluntary bodies fill none.</summary>
    private static readonly Dictionary<string, string[]> RolesOf = new()
    {
        ["health-visiting"] = ["HV", "SN", "NN"],
        ["school-nursing"] = ["SN", "HV", "NN"],
        ["midwifery"] = ["NMW"],
        ["ed"] = ["NN", "ND"],
        ["community-paediatrics"] = ["NN", "ND", "BKC"],
        ["gp"] = ["GPL"],
        ["school"] = ["DSL", "AO"],
        ["nursery"] = ["DSL", "EYF"],
        ["ehe"] = ["EHEO"],
        ["early-help"] = ["EHM", "LP"],
        ["police"] = ["POL"],
        ["housing"] = ["HSG"],
        ["adult-mental-health"] = ["ADU"],
        ["substance-misuse"] = ["ADU"],
    };

    /// <summary>True where a sender of this sort may say who holds the role. The front door, which is children's social care's, may for every role.</summary>
    public static bool MayAssign(string agency, string role) =>
        agency == "childrens-social-care" || RolesOf.GetValueOrDefault(agency, []).Contains(role) || role == "LEAD:" + agency && RoleDirectory.LeadFor(agency) == role;

    /// <summary>Refuses an assignment that the directory cannot follow; other reports pass.</summary>
    /// <exception cref="RefusedException">The field and the rule.</exception>
    public static async Task Check(Report report, PeopleDirectory directory, CancellationToken ct)
    {
        if (!BothKinds.Contains(report.Kind) || report.Withdraws is not null)
            return;
        var role = report.Text("role") ?? throw new RefusedException("attributes.role", "is required");
        var person = report.Text("person") ?? throw new RefusedException("attributes.person", "is required");
        InAttributes(() => HoldingRules.Role(role));
        InAttributes(() => HoldingRules.Rank(report.Text("rank") ?? "holder"));
        if (!MayAssign(report.Agency, role))
            throw new RefusedException("attributes.role", $"is not filled by {report.Agency}: its own organisation says who holds it");
        if (directory.Person(person) is null)
            await directory.Refresh(ct);   // somebody may have listed the person a moment ago
        if (directory.Roster.Person(person) is not { } listed)
            throw new RefusedException("attributes.person", "is nobody of the role directory: list the person first");
        if (report.Kind == Kinds.ProfessionalAssigned && listed.LeftAt <= UkDay.Start(Day(report)))
            throw new RefusedException("attributes.person", "has left by that day");
    }

    /// <summary>Brings the directory's holdings of each household that had an assignment, correction or withdrawal into line with its history.</summary>
    internal static async Task Follow(DbConnection c, DbTransaction t, IDatabase database, IReadOnlyList<Append> appends, DateTimeOffset now)
    {
        var said = appends.Where(a => a.Events.OfType<ReportRecorded>().Any(r => BothKinds.Contains(r.Report.Kind) || r.Report.Withdraws is not null || r.Report.Corrects is not null)).ToList();
        if (said.Count == 0)
            return;
        await PeopleRows.Take(c, t);
        foreach (var state in said.Select(a => a.State))
        {
            var reports = state.History.Of(BothKinds);
            var before = await PeopleRows.OfHousehold(c, t, state.Id, [.. reports.Select(r => r.Text("person")).OfType<string>()], database.IsOneOf("@ids"));
            await PeopleRows.Write(c, t, before, Difference(before.Held, [.. Said(state, before)], now), now);
        }
    }

    // One for each child that the report names; for the household where it names none.
    private static IEnumerable<(string Id, Holding Holding, string By)> Said(Household household, Roster people)
    {
        var ends = household.History.Of([Kinds.ProfessionalUnassigned]);
        foreach (var report in household.History.Of([Kinds.ProfessionalAssigned]))
        {
            if (report.Text("role") is not { } role || report.Text("person") is not { } id || people.Person(id) is not { } listed)
                continue;   // it was taken in before these kinds were read
            var (children, rank) = (household.History.People.ChildrenIn(report), HoldingRules.Rank(report.Text("rank") ?? "holder"));
            foreach (var (child, n) in children.Count == 0 ? [((Person?)null, 0)] : children.Select((k, i) => ((Person?)k, i)))
            {
                var over = ends.Where(e => Ends(e, report) && household.History.People.ChildrenIn(e) is var named && (named.Count == 0 || child is not null && named.Any(k => k.Key == child.Key)))
                    .Select(e => (DateTimeOffset?)UkDay.Start(Day(e))).Min();
                if (listed.LeftAt < (over ?? DateTimeOffset.MaxValue))
                    over = listed.LeftAt;   // what was on its way when they left gives them nothing beyond it
                yield return ($"{Mark}{report.Id}{(n == 0 ? "" : $"/{n + 1}")}", new(role, listed.Person, household.Id, rank, Child: child?.Key, From: UkDay.Start(Day(report)), Until: over), Mark + report.Id.Sender);
            }
        }
    }

    private static bool Ends(Report end, Report begin) =>
        end.Text("role") == begin.Text("role") && end.Text("person") == begin.Text("person") && (end.Text("rank") is not { } rank || rank == (begin.Text("rank") ?? "holder"))
        && (Day(end) > Day(begin) || Day(end) == Day(begin) && end.ReportedAt >= begin.ReportedAt);

    private static DateOnly Day(Report report) => report.Day("on") ?? report.Occurred.Day;

    // A holding keeps its message's id. Where a correction says something else under the same id, the old one ends and the new one gets a number.
    private static Edit Difference(IReadOnlyList<HeldRole> held, IReadOnlyList<(string Id, Holding Holding, string By)> said, DateTimeOffset now)
    {
        var (begins, ends, kept) = (new List<HeldRole>(), new List<Ending>(), new HashSet<string>());
        foreach (var (id, holding, by) in said)
        {
            var sameId = held.Where(h => h.Id == id || h.Id.StartsWith(id + "#", StringComparison.Ordinal)).ToList();
            if (sameId.Find(h => h.Holding with { Until = null } == holding with { Until = null }) is not { } same)
            {
                begins.Add(new(sameId.Count == 0 ? id : $"{id}#{sameId.Count + 1}", holding, by, now));
                continue;
            }
            kept.Add(same.Id);
            // What a person has ended stays ended, whatever the message said.
            var byPerson = same.EndedBy is { } who && !who.StartsWith(Mark, StringComparison.Ordinal);
            if (holding.Until != same.Holding.Until && (!byPerson || holding.Until < same.Holding.Until))
                ends.Add(new(same.Id, holding.Until, holding.Until is null ? null : by));
        }
        ends.AddRange(held.Where(h => h.Id.StartsWith(Mark, StringComparison.Ordinal) && !kept.Contains(h.Id) && !(h.Holding.Until <= now)).Select(h => new Ending(h.Id, now, Mark + "withdrawn")));
        return new() { Begins = begins, Ends = ends };
    }

    private static void InAttributes(Action check)
    {
        try
        {
            check();
        }
        catch (RefusedException refused)
        {
            throw new RefusedException("attributes." + refused.Field, refused.Rule);
        }
    }
}
