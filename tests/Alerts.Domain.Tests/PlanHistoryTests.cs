using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

public class PlanHistoryTests
{
    private static readonly string[] Agencies = ["childrens-social-care", "early-help", "gp"];
    private static readonly Subject[][] About = [[], [Tom], [Ann], [Tom, Ann]];

    /// <summary>Mostly each report is of a later day than all before it; now and then one is of the same day, or comes late.</summary>
    [Fact]
    public void Plans_that_are_read_on_with_every_report_are_those_that_are_read_from_scratch()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var (random, history, day) = (new Random(seed), new History([]), 0);
            for (var n = 0; n < 25; n++)
            {
                day += random.Next(4);
                var kind = PlanHistory.KindsWithEarlyHelp[random.Next(PlanHistory.KindsWithEarlyHelp.Count)];
                history.Add(Report(Agencies[random.Next(3)], kind, random.Next(6) == 0 ? day - random.Next(20) : day, About[random.Next(4)]));
                Assert.Equal(Lines(new History(history.All).Plans), Lines(history.Plans));
            }
        }
    }

    private static IEnumerable<string> Lines(PlanHistory plans) =>
        plans.All.Select(e => $"{e.Plan} {e.From:O} {e.To:O} {string.Join(' ', e.Reports.Select(r => r.Id))} of {string.Join(' ', e.Children.Select(c => c.Key))}")
            .Concat(plans.Statutory.Select(e => $"statutory {e.Reports[0].Id}"));
}
