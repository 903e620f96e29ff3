using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CARE-1.</summary>
public class LoadOnCarersTests
{
    private static readonly Subject Mother = new("parent", Ref: "mother");

    private static Report Born(int day = 0) => Report("midwifery", Kinds.Birth, day, Child(40));

    private static Report Stay(int day) => Report("ed", Kinds.HospitalAdmission, day, Ann);

    private static Report Complex(int day = 0) => Report("community-paediatrics", Kinds.ComplexHealthNeed, day, Ann);

    private static Report Vulnerable(int day = -2_000) => Report("nursery", Kinds.ParentalVulnerability, day, Mother);

    private static Report Unwell(int day, string agency = "gp", string kind = Kinds.ParentalMentalHealthConcern) => Report(agency, kind, day, Mother);

    private static Report Helped(int day = -30) => Report("early-help", Kinds.EarlyHelpStarted, day, Tom);

    private static Report Closed(int day, string agency = "early-help") => Report(agency, Kinds.CaseClosed, day, Tom);

    private static Report Adult(int day, string kind = Kinds.RoutineContact) => Report("adult-mental-health", kind, day, Mother);

    private static readonly Report Twins = Born().Saying("multiple"), Need = Vulnerable(), Help = Helped(), Closing = Closed(100);

    private static readonly Neighbours Table = new(new LoadOnCarers())
    {
        { "twins and a parent's learning disability", "S3", Need, Born().Saying("multiple") },
        { "a complex birth", "S3", Vulnerable(), Born().Saying("complex") },
        { "an ordinary birth", "", Vulnerable(), Born() },
        { "one baby, said so", "", Vulnerable(), Born().Saying("multiple", false) },
        { "twins, no need of a parent known", "", Born().Saying("multiple") },
        { "a complex health need", "S3", Vulnerable(), Complex() },
        { "an education, health and care plan", "S3", Vulnerable(), Report("school", Kinds.EhcpIssued, 0, Sue) },
        { "a long stay in hospital", "S3", Vulnerable(), Stay(0).Saying("long") },
        { "an ordinary stay in hospital", "", Vulnerable(), Stay(0) },
        { "a birth and several ordinary stays in hospital, no need of a parent known", "", Born(-69), Stay(0), Stay(5), Stay(10), Stay(20), Stay(34) },
        { "a parent's low mood six months before", "S3", Unwell(-183), Complex() },
        { "a day earlier", "", Unwell(-184), Complex() },
        { "a parent's low mood six months after", "S3", Complex(), Unwell(183) },
        { "a day later", "", Complex(), Unwell(184) },
        { "a crisis", "S3", Complex(), Unwell(30, "police", Kinds.ParentalMentalHealthCrisis) },
        { "a parent's vulnerability known six months after", "S3", Complex(), Vulnerable(183) },
        { "a parent's vulnerability known later than that", "", Complex(), Vulnerable(184) },
        { "asking for help and being poor are no need of this kind", "", Complex(), Report("voluntary-sector", Kinds.SupportSought, 0), Report("housing", Kinds.HousingOrMoneyProblem, 0) },
        { "early help is open", "", Vulnerable(), Helped(), Complex() },
        { "early help opens on the day", "", Vulnerable(), Helped(0), Complex() },
        { "early help opens the day after", "S3", Vulnerable(), Helped(1), Complex() },
        { "early help was closed before", "S3", Vulnerable(), Helped(), Report("early-help", Kinds.CaseClosed, -5, Tom), Complex() },
        { "early help closes while the load is there", "S3", Vulnerable(), Helped(), Complex(), Closed(100) },
        { "early help closes six months after", "S3", Vulnerable(), Helped(), Complex(), Closed(183) },
        { "early help closes a day later", "", Vulnerable(), Helped(), Complex(), Closed(184) },
        { "early help closes, and there was no load", "", Vulnerable(), Helped(), Closed(100) },
        { "early help closes, no need of a parent known", "", Helped(), Complex(), Closed(100) },
        { "early help closes, and the need is known after it", "S3", Helped(), Complex(), Closed(100), Unwell(150) },
        { "early help closes and opens again by the day on which the need is known", "", Helped(), Complex(), Closed(100), Helped(120), Unwell(150) },
        { "early help closes while an adult service works with the parent", "", Vulnerable(), Helped(), Complex(), Adult(80), Closed(100) },
        { "another service closes its case", "", Vulnerable(), Helped(), Complex(), Closed(100, "childrens-social-care") },
        { "an adult service closes its case later", "", Vulnerable(), Adult(-30), Complex(), Adult(60, Kinds.CaseClosed) },
        { "the load was told of before early help opened: one alert", "S3", Vulnerable(), Complex(), Helped(10), Closed(100) },
        { "the closure withdrawn", "withdrawn", Vulnerable(), Helped(), Complex(), Closing, Closing.Withdrawal() },
        { "the closure told before the load", "S3", Vulnerable(), Helped(), Closed(100), Complex() },
        { "early help is open by the day on which the need is known", "", Complex(), Helped(20), Unwell(60) },
        { "an adult service saw the parent six months before", "", Vulnerable(), Adult(-183), Complex() },
        { "an adult service saw the parent a day earlier", "S3", Vulnerable(), Adult(-184), Complex() },
        { "an adult service closed its case", "S3", Vulnerable(), Adult(-60), Adult(-30, Kinds.CaseClosed), Complex() },
        { "the need is told by the adult service that works with it", "", Complex(), Adult(-10, Kinds.ParentalMentalHealthConcern) },
        { "another agency's routine contact", "S3", Vulnerable(), Report("gp", Kinds.RoutineContact, -10, Mother), Complex() },
        { "twins, tube feeding, a long stay: one alert", "S3", Vulnerable(), Born().Saying("multiple"), Complex(60), Stay(80).Saying("long") },
        { "another need more than six months later", "S3 S3", Vulnerable(), Complex(), Report("school", Kinds.EhcpIssued, 184, Sue) },
        { "the birth withdrawn", "withdrawn", Vulnerable(), Twins, Twins.Withdrawal() },
        { "the need withdrawn", "withdrawn", Need, Complex(), Need.Withdrawal() },
        { "one baby only, after all", "withdrawn", Vulnerable(), Twins, Twins.Correction(r => r.Saying("multiple", false)) },
        { "early help opened in error", "S3", Vulnerable(), Help, Complex(), Help.Withdrawal() },
        { "early help told late", "withdrawn", Vulnerable(), Complex(), Helped() },
        { "the need told last", "S3", Complex(), Vulnerable() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void More_load_on_carers_with_needs_of_their_own_makes_somebody_offer_help(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_is_support_and_names_what_happened()
    {
        var story = new Story([new LoadOnCarers()]);
        story.Told(Report("gp", Kinds.RoutineContact, -10, Tom), Vulnerable(), Complex());
        var alert = story.Alert("CARE-1");
        Assert.Equal(PatternClass.Support, alert.Class);
        Assert.Equal(["HV", "LP", "GPL", "EHM", "ADU"], alert.Told.Select(t => t.Role));
        Assert.StartsWith("The load on carers has grown (10 March 2020: new or escalating medical or care needs", alert.Sentence, StringComparison.Ordinal);
        story.Told(Helped(10), Closed(100));
        Assert.Contains("early help has closed since (18 June 2020), and no early help", alert.Sentence, StringComparison.Ordinal);
    }
}
