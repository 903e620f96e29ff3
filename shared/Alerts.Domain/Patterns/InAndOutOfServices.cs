using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a household that goes in and out of services: twice closed and opened again, or twice referred again soon after a closure. Care that dips
/// above and below good enough is seen only over time (S0 L45; S1 2.5, 2.8). A step from one team to another is no closure.
/// </summary>
public sealed class InAndOutOfServices() : Pattern("CUM-2", 2, "In and out of services", "S0 L45; S1 2.5, 2.8", Raises.Cumulatively,
    [Domain.Kinds.EarlyHelpStarted, Domain.Kinds.CinPlanStarted, Domain.Kinds.CpPlanStarted, Domain.Kinds.CinPlanEnded, Domain.Kinds.CpPlanEnded, Domain.Kinds.CaseClosed],
    tell: ["SM", "EHM", "FD"])
{
    public override string Clears => "A manager has decided on a plan that lasts longer.";

    private static readonly Number Cycles = new("cycles", 2, "times", Origin.TextConcept, "closed and opened, or referred, again");
    private static readonly Number Window = new("window", 730, "days", Origin.Proposal, "from the first closure to the last return");
    private static readonly Number Between = new("between", 29, "days", Origin.Proposal, "without any service at least; less is a step between teams");
    private static readonly Number Months = new("months", 6, "calendar months", Origin.Proposal, "from a closure to a referral");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");


    /// <summary>A closure and what came back after it.</summary>
    private sealed record Return(IReadOnlyList<Report> Closed, Report Back);

    public override IReadOnlyList<string> Context => Domain.Kinds.Referrals;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Cycles, Window, Between, Months, Usual];
    public override string Memory => Spoken.Days(this[Window]);

    // From the first closure to the last return, and what decides whether a closure is one and what came after it.
    public override int Reach => this[Window] + 31 * this[Months] + this[Between];

    // A report tells what came after the closures of the months before it.
    public override Period Touches(DateOnly context) => Period.On(context).Wider(31 * this[Months], 0);

    // What is open then changes every later return; a start also says which closures before it are none, and a closure what came after the one before.
    public override Period Touches(Report own) => Period.Since(own.Occurred.Day).Wider(31 * this[Months] + this[Between], 0);

    public override bool OnlyGrowsBy(Report came, History history)
    {
        // Only the first referral after a closure counts, and a closure that goes on takes the next day's.
        if (history.Has(Context, Period.Since(came.Occurred.Day), r => r.Id != came.Id))
            return false;
        if (!Reads(came))
            return history.IsLastOwn(this, came.Occurred.Day);
        // Of two on one day only the first starts or ends.
        if (history.Own(this, Period.Since(came.Occurred.Day)).Count > 1)
            return false;
        // A start says of closures shortly before it that they are none.
        return !PlanHistory.Starts.Contains(came.Kind) || history.Own(this, Period.On(came.Occurred.Day).Wider(this[Between], 0)).All(r => PlanHistory.Starts.Contains(r.Kind));
    }

    // Other services close cases of their own.
    public override bool Reads(Report report) => base.Reads(report) && (report.Kind != Domain.Kinds.CaseClosed || report.Agency is "childrens-social-care" or "early-help");

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around);
        if (near.All(r => PlanHistory.Starts.Contains(r.Kind)))
            return [];
        // A brother's or sister's case that stays open must not hide a child who comes and goes.
        return history.People.Children.Cast<Person?>().Prepend(null).SelectMany(child => Crossing(Reopened(history, child), around, "closed and opened again"))
            .Concat(Crossing(Referred(history, near), around, $"referred again within {this[Months]} months of a closure"));
    }

    private IEnumerable<Finding> Crossing(List<Return> returns, Period around, string what)
    {
        for (var last = 0; last < returns.Count; last++)
        {
            var end = returns[last].Back.Occurred.Day;
            if (end < around.From)
                continue;
            var from = Period.On(end).Wider(this[Window], 0).From;
            var window = returns.Take(last + 1).Where(r => r.Closed[0].Occurred.Day >= from).ToList();
            if (window.Count >= this[Cycles] && window.Exists(r => r.Closed[0].Occurred.Day <= around.To))
                yield return new Finding(null, this[Usual], [.. window.SelectMany(r => r.Closed.Append(r.Back)).DistinctBy(r => r.Id).Order(History.ByDate)], () =>
                    $"{window.Count} times within {Spoken.Days(this[Window])} this household was {what} (back {string.Join("; ", window.Select(r => r.Back.Occurred))}). "
                    + "Ask what help would have to last, and for how long.");
        }
    }

    // What is open runs on over short gaps; where nobody said when a plan began, nobody knows how long the gap was.
    private List<Return> Reopened(History history, Person? child)
    {
        var returns = new List<Return>();
        (DateOnly To, PlanEpisode? Last) open = (DateOnly.MinValue, null);
        foreach (var episode in history.Plans.All.Where(e => e.Plan != Plan.SectionFortySeven && e.IsOf(child)))
        {
            if (open.Last is { To: not null } last && episode.From.DayNumber - open.To.DayNumber >= this[Between] && PlanHistory.Starts.Contains(episode.Reports[0].Kind))
                returns.Add(new([last.Reports[^1]], episode.Reports[0]));
            if ((episode.To ?? DateOnly.MaxValue) is var to && to > open.To)
                open = (to, episode);
        }
        return returns;
    }

    private List<Return> Referred(History history, IReadOnlyList<Report> own)
    {
        var closures = Incidents.Of(own.Where(r => !PlanHistory.Starts.Contains(r.Kind) && !own.Any(o => PlanHistory.Starts.Contains(o.Kind) && IsStepTo(o, r) && history.People.MayShareAChild(o, r))));
        return [.. closures.Select((closed, n) =>
        {
            var until = closed.Day.AddMonths(this[Months]);
            if (n + 1 < closures.Count && closures[n + 1].Day < until)
                until = closures[n + 1].Day;
            return history.First(Context, new(closed.LastDay.AddDays(1), until), _ => true) is { } back ? new Return(closed.Reports, back) : null;
        }).OfType<Return>()];
    }

    private bool IsStepTo(Report opened, Report closed) =>
        opened.Occurred.Day >= closed.Occurred.Day && opened.Occurred.Day.DayNumber - closed.Occurred.Day.DayNumber < this[Between];
}
