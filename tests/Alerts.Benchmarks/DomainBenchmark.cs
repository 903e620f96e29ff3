using System.Diagnostics;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Benchmarks;

/// <summary>
/// Reports a second through the pure domain on one core, all patterns on, and the cost of one report in a long history.
/// Floor: writing the same reports as JSON, which a journal has to do anyway.
/// </summary>
internal static class DomainBenchmark
{
    private const int Households = 2_000;
    private const int ReportsEach = 60;
    private const int Runs = 7;
    private const int Most = 4;   // events that follow from one report; more are counted with these
    private static readonly RoleDirectory Roles = new([new(RoleDirectory.FrontDoor, new("fd", "Front door", "Duty manager"))]);

    public static void Run()
    {
        Console.WriteLine($"domain: {PatternSet.Everything.InForce.Count} patterns on; reports in {Drawn.Length}: {string.Join(", ", Mix.Select(m => $"{m.InAThousand} {m.Kind}"))}");
        var reports = Enumerable.Range(0, Households).Select(h => Reports(h, ReportsEach, ReportsEach, 20).ToList()).ToList();
        for (var pass = 0; pass < 5; pass++)
            Decided(reports);   // until the runtime has compiled for good what runs often
        void Floor() => reports.ForEach(hs => hs.ForEach(r => JsonSerializer.SerializeToUtf8Bytes(r, DomainJson.Default.Report)));
        for (var pass = 0; pass < 5; pass++)
            Floor();
        var (floor, domain) = (0.0, 0.0);
        for (var run = 0; run < Runs; run++)   // by turns, the best of each: whatever else the machine does in between is not theirs
            (floor, domain) = (Math.Max(floor, PerSecond(Floor)), Math.Max(domain, PerSecond(() => Decided(reports))));
        Console.WriteLine($"domain: {domain:N0} reports/s on one core; floor (the same as JSON) {floor:N0}/s; ratio {domain / floor:F2}");

        var costs = CostIn((10, 20, 300), (1_000, 2, 300), (10_000, 20, 300));
        var (small, young, large) = (costs[0], costs[1], costs[2]);
        Console.WriteLine($"domain: one report in a household of 10 costs {small.Median:F1} µs, of 10,000 {large.Median:F1} µs; ratio {large.Median / small.Median:F2} (medians)");
        Console.WriteLine($"domain: on average {small.Mean:F1} µs and {large.Mean:F1} µs; ratio {large.Mean / small.Mean:F2} (means)");
        var many = CostIn((10, 20, 20_000))[0];   // something follows from few of their reports
        foreach (var follow in large.Following.Select(f => f.Key).Order())
            Console.WriteLine($"domain: where {follow}{(follow == Most ? " or more" : "")} events follow from it, {many.Following[follow].Average():F1} µs and {large.Following[follow].Average():F1} µs ({many.Share(follow):P1} and {large.Share(follow):P1} of the reports)");
        var alike = large.Following.Select(f => f.Key).Sum(f => large.Share(f) * many.Following[f].Average());
        Console.WriteLine($"domain: if as much followed in households of 10, {alike:F1} µs on average against {large.Mean:F1} µs; ratio {large.Mean / alike:F2} (means, like for like)");
        Console.WriteLine($"domain: at the pace of those 10,000, in a household of 1,000 in two years {young.Median:F1} µs and on average {young.Mean:F1} µs; ratios {large.Median / young.Median:F2} and {large.Mean / young.Mean:F2}: what the years before add");
    }

    private static double PerSecond(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return Households * ReportsEach / watch.Elapsed.TotalSeconds;
    }

    private static int Decided(List<List<Report>> reports)
    {
        var events = 0;
        foreach (var (of, h) in reports.Select((r, i) => (r, i)))
        {
            var household = new Household(new(h, 1, 1, new byte[8]));
            foreach (var report in of)
                events += Decide.On(household, new RecordReport(Guid.Empty, report.ReportedAt, report), Roles, PatternSet.Everything).Count;
        }
        return events;
    }

    /// <summary>
    /// What single reports cost, in microseconds, and how many events followed from each. That evidence joined an alert is one; that an alert was raised is several: its clock too, and each role
    /// that nobody holds, for here somebody is at the front door alone.
    /// </summary>
    private sealed record Costs(IReadOnlyList<(double Time, int Follow)> Reports)
    {
        public double Median { get; } = Reports.Select(r => r.Time).Order().ElementAt(Reports.Count / 2);
        public double Mean { get; } = Reports.Average(r => r.Time);
        public ILookup<int, double> Following { get; } = Reports.ToLookup(r => r.Follow, r => r.Time);
        public double Share(int follow) => (double)Following[follow].Count() / Reports.Count;
    }

    // Many single reports, each the next in a household that has had that many over those years. A few more leave a household of ten thousand what it is; for one of ten each
    // report comes to another household. The best time of each report in several runs counts; those that are asked for together take turns.
    private static List<Costs> CostIn(params (int Past, int Years, int Samples)[] pasts)
    {
        var best = pasts.Select(p => Enumerable.Repeat((Time: double.MaxValue, Follow: 0), p.Samples).ToArray()).ToList();
        for (var run = 0; run < Runs; run++)
            foreach (var ((past, years, samples), reports) in pasts.Zip(best))
            {
                var (sample, households) = (0, past > samples ? 1 : samples);
                for (var h = 0; h < households; h++)
                {
                    var household = new Household(new(h, 2, 2, new byte[8]));
                    foreach (var (i, report) in Reports(h, past + samples / households, past, years).Index())
                    {
                        var start = Stopwatch.GetTimestamp();
                        var events = Decide.On(household, new RecordReport(Guid.Empty, report.ReportedAt, report), Roles, PatternSet.Everything).Count;
                        var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                        if (i < past)
                            continue;
                        reports[sample] = (Math.Min(reports[sample].Time, time), Math.Min(events - 1, Most));
                        sample++;
                    }
                }
            }
        return best.ConvertAll(reports => new Costs(reports));
    }

    /// <summary>
    /// Ordinary traffic of a dense sort: so many in a thousand reports are of each kind. Mostly contacts, appointments, attendances and school; now and
    /// then a concern, a referral, a plan. One appointment in four is missed, a little more than is ordinary, so that alerts stand and are weighed again.
    /// </summary>
    private static readonly (string Kind, int InAThousand)[] Mix =
    [
        (Kinds.RoutineContact, 200), (Kinds.AppointmentBrought, 150), (Kinds.SchoolPresent, 80), (Kinds.EdAttendanceIllness, 70), (Kinds.WasNotBrought, 60), (Kinds.SchoolConcern, 50),
        (Kinds.SchoolAttendanceLow, 50), (Kinds.HomeVisitNoConcern, 50), (Kinds.HousingOrMoneyProblem, 40), (Kinds.MissedVisit, 40), (Kinds.EdAttendanceInjury, 30), (Kinds.AppointmentCancelled, 20),
        (Kinds.ChildDistressOrBehaviour, 20), (Kinds.SupportSought, 20), (Kinds.ParentalMentalHealthConcern, 20), (Kinds.ProfessionalReferral, 10), (Kinds.DomesticAbuseIncident, 10), (Kinds.ReferralClosed, 7),
        (Kinds.HospitalAdmission, 5), (Kinds.GpRegistered, 5), (Kinds.DevelopmentalConcern, 5), (Kinds.MedicationIngestion, 5), (Kinds.PoorHygiene, 5), (Kinds.ReviewHeld, 5), (Kinds.HouseMove, 4),
        (Kinds.InjuryObserved, 4), (Kinds.HomeConditionsPoor, 4), (Kinds.PublicConcernReport, 4), (Kinds.AssessmentCompleted, 3), (Kinds.AdultNamed, 3), (Kinds.EarlyHelpStarted, 3), (Kinds.CaseClosed, 3),
        (Kinds.Disengagement, 3), (Kinds.LevelRecorded, 2), (Kinds.LateralCheckAsked, 2), (Kinds.HungerReported, 2), (Kinds.SectionFortySeven, 1), (Kinds.CinPlanStarted, 1), (Kinds.CinPlanEnded, 1),
        (Kinds.CpPlanStarted, 1), (Kinds.CpPlanEnded, 1), (Kinds.SchoolStartExpected, 1),
    ];

    private static readonly string[] Drawn = [.. Mix.SelectMany(m => Enumerable.Repeat(m.Kind, m.InAThousand))];

    /// <summary>Whose matter a plan or a closure is; anything else may come from any of the first few sorts of agency.</summary>
    private static string Agency(string kind, Random chance) => kind switch
    {
        Kinds.EarlyHelpStarted => "early-help",
        Kinds.CaseClosed => chance.Next(2) == 0 ? "early-help" : "childrens-social-care",
        Kinds.SectionFortySeven or Kinds.CinPlanStarted or Kinds.CinPlanEnded or Kinds.CpPlanStarted or Kinds.CpPlanEnded or Kinds.ReferralClosed => "childrens-social-care",
        _ => Kinds.Agencies[chance.Next(7)],
    };

    // Two children and a parent; so many reports evenly over those years and the rest at the same pace after them; kinds drawn by chance, always the same.
    private static IEnumerable<Report> Reports(int household, int count, int past, int years)
    {
        var chance = new Random(household);
        var parent = new Subject("parent", NhsNumber: NhsNumber.Fictitious(household * 3 % 900_000));
        Subject[] children = [.. Enumerable.Range(1, 2).Select(c => new Subject(SubjectRoles.Child, NhsNumber: NhsNumber.Fictitious((household * 3 + c * 17) % 900_000), Born: new DateOnly(2010 + c * 3, 5, 1)))];
        var first = new DateOnly(2005, 1, 1);
        for (var i = 0; i < count; i++)
        {
            var day = first.AddDays((int)(365L * years * i / past));
            var kind = Drawn[chance.Next(Drawn.Length)];
            yield return new()
            {
                Id = new("sender", $"{household}-{i}"),
                Agency = Agency(kind, chance),
                Kind = kind,
                Occurred = new(day, Precision.Day),
                ReportedAt = new(day, new(12, 0), TimeSpan.Zero),
                Subjects = [children[chance.Next(2)], parent],
                Detail = "What was seen, in a sentence or two, as a professional would write it down.",
            };
        }
    }
}
