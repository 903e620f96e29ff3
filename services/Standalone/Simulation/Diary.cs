using System.Globalization;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// What agencies report of one family, each when it arrives. Most arrives within a day; some late, some twice. Only what happens within the
/// simulated days is taken, and from before plans, removals, offences and children's needs, which patterns read for ever.
/// </summary>
/// <param name="guesses">Times the guessed rates, to see how much hangs on them.</param>
public sealed class Diary(Family family, Chance chance, Period days, double guesses = 1)
{
    private static readonly JsonElement True = JsonElement.Parse("true"), False = JsonElement.Parse("false");

    private readonly List<(DateTimeOffset Arrives, int Number, Report Report)> reports = [];
    private readonly Dictionary<int, IReadOnlyList<Subject>> everybody = [];
    private int messages;

    public Family Family => family;

    /// <summary>How many times as often as guessed happens what no published figure was found for.</summary>
    public double Guesses => guesses;

    /// <summary>The days that are simulated and on which the family is there.</summary>
    public Period Days { get; } = new(family.Begins > days.From ? family.Begins : days.From, family.Ends <= days.To ? family.Ends.AddDays(-1) : days.To);

    /// <summary>The reports as they arrive.</summary>
    public IEnumerable<(DateTimeOffset Arrives, Report Report)> InOrderOfArrival()
    {
        reports.Sort((a, b) => a.Arrives.CompareTo(b.Arrives) is var c and not 0 ? c : a.Number.CompareTo(b.Number));
        return reports.Select(r => (r.Arrives, r.Report));
    }

    /// <summary>Agencies that something which happened between these days is from, as far as it is written by now.</summary>
    public IEnumerable<string> AgenciesIn(DateOnly from, DateOnly to) =>
        reports.Where(r => r.Report.Occurred.Day >= from && r.Report.Occurred.Day <= to).Select(r => r.Report.Agency).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Something happened to one child.</summary>
    public void OfChild(Child child, DateOnly day, string agency, string kind, params ReadOnlySpan<(string Name, JsonElement Value)> attributes) =>
        Note([child.Subject, family.Mother], day, agency, kind, attributes);

    /// <summary>Something happened to the whole household: every child born by then, and the mother.</summary>
    public void OfHousehold(DateOnly day, string agency, string kind, params ReadOnlySpan<(string Name, JsonElement Value)> attributes)
    {
        var born = family.BornBy(day);
        if (!everybody.TryGetValue(born, out var all))
            everybody[born] = all = [.. family.Children.Take(born).Select(c => c.Subject), family.Mother];
        Note(all, day, agency, kind, attributes);
    }

    /// <summary>Something about these people.</summary>
    public void Note(IReadOnlyList<Subject> about, DateOnly day, string agency, string kind, params ReadOnlySpan<(string Name, JsonElement Value)> attributes)
    {
        if (day < Days.From ? day < family.Begins || !ReadForEver.Contains(kind) : day > Days.To)
            return;
        var hours = chance.Happens(Rates.Late) ? 24 + 24 * chance.Exponential(Rates.MeanDaysLate) : chance.Between(9.0, 30.0);
        var report = new Report
        {
            Id = new(agency, (++messages).ToString(CultureInfo.InvariantCulture)),
            Agency = agency,
            Kind = kind,
            Occurred = new(day, Precision.Day),
            ReportedAt = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddHours(Math.Round(hours)),
            Subjects = about,
        };
        if (attributes.Length > 0)
        {
            var said = new Dictionary<string, JsonElement>(attributes.Length);
            foreach (var (name, value) in attributes)
                said[name] = value;
            report = report with { Attributes = said };
        }
        Send(report, report.ReportedAt);
        if (chance.Happens(Rates.SentTwice))
            Send(report, report.ReportedAt.AddHours(chance.Between(1, 72)));
    }

    public static (string Name, JsonElement Value) Is(string name) => (name, True);

    public static (string Name, JsonElement Value) IsNot(string name) => (name, False);

    public static (string Name, JsonElement Value) With(string name, string words) => (name, JsonElement.Parse('"' + words + '"'));

    public static (string Name, JsonElement Value) With(string name, double number) => (name, JsonElement.Parse(number.ToString("0.###", CultureInfo.InvariantCulture)));

    public static (string Name, JsonElement Value) With(string name, DateOnly day) => With(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static readonly HashSet<string> ReadForEver = [.. PlanHistory.KindsWithRemovals, Kinds.ParentalOffending, .. Kinds.AdditionalNeeds];

    private void Send(Report report, DateTimeOffset arrives) => reports.Add((arrives, reports.Count, report));
}
