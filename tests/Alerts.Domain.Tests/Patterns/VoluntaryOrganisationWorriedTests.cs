using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>VCS-1.</summary>
public class VoluntaryOrganisationWorriedTests
{
    private static readonly Subject FiveToday = Child(40, Day(0).AddYears(-5)), FiveTomorrow = Child(41, Day(1).AddYears(-5));

    private static Report Charity(string kind, int day, params Subject[] about) => Report("voluntary-sector", kind, day, about);

    private static Report Plan(int day) => Report("childrens-social-care", Kinds.CpPlanStarted, day, Ann);

    private static readonly Report Worried = Charity("child-disclosure", 0, Sue), OldPlan = Plan(-900);

    private static readonly Neighbours Table = new(new VoluntaryOrganisationWorried())
    {
        { "a concern", "S3", Worried },
        { "a concern of no closer kind", "S3", Charity(Kinds.VoluntaryConcern, 0, Sue) },
        { "a concern that another agency passes on", "S3", Report("early-help", Kinds.VoluntaryConcern, 0, Sue) },
        { "the family asked for help", "", Charity(Kinds.SupportSought, 0, Tom) },
        { "the family is poor", "", Charity("housing-or-money-problem", 0, Tom) },
        { "the family asked again and again, and is poor", "", Charity(Kinds.SupportSought, 0, Tom), Charity(Kinds.SupportSought, 9, Tom), Charity("housing-or-money-problem", 20, Tom) },
        { "a mother's illness", "", Charity("parental-mental-health-concern", 0, Tom), Charity("parental-vulnerability", 0, Tom) },
        { "routine contact", "", Charity("routine-contact", 0, Tom) },
        { "the same kind from a school", "", Report("school", "child-disclosure", 0, Sue) },
        { "hungry at two", "S2", Charity(Kinds.HungerReported, 0, Tom) },
        { "dirty at two", "S2", Charity(Kinds.PoorHygiene, 0, Tom) },
        { "needs nappies", "S2", Charity(Kinds.VoluntaryConcern, 0, Tom).Saying("basicNeed") },
        { "hungry on the day before the fifth birthday", "S2", Charity(Kinds.HungerReported, 0, FiveTomorrow) },
        { "hungry on the fifth birthday", "S3", Charity(Kinds.HungerReported, 0, FiveToday) },
        { "hungry at an age that nobody told", "S2", Charity(Kinds.HungerReported, 0, FiveToday.AgeUnknown()) },
        { "hungry at an age that turns out to be five", "S3", Charity(Kinds.HungerReported, 0, FiveToday.AgeUnknown()), Report("gp", "routine-contact", 3, FiveToday) },
        { "hungry children, not named, a toddler at home", "S2", Report("gp", "routine-contact", 0, Tom, Sue), Charity(Kinds.HungerReported, 0) },
        { "hungry children, not named, none under five at home", "S3", Report("gp", "routine-contact", 0, Sue), Charity(Kinds.HungerReported, 0) },
        { "a big sister is hungry, a toddler at home", "S3", Report("gp", "routine-contact", 0, Tom), Charity(Kinds.HungerReported, 0, Sue) },
        { "a plan of any child before", "S2", Plan(-2000), Worried },
        { "a child in need before", "S3", Report("childrens-social-care", Kinds.CinPlanStarted, -2000, Ann), Worried },
        { "a section 47 enquiry alone is no plan history", "S3", Report("childrens-social-care", Kinds.SectionFortySeven, -20, Ann), Worried },
        { "a plan that begins on the day", "S2", Plan(0), Worried },
        { "a plan that begins later", "S3", Worried, Plan(1) },
        { "a plan before, told later", "S2", Worried, Plan(-900) },
        { "a plan before, withdrawn", "S3", OldPlan, Worried, OldPlan.Withdrawal() },
        { "two concerns, two days apart", "S3 S3", Worried, Charity("child-disclosure", 2, Sue) },
        { "two charities on adjacent days", "S3", Worried, Charity(Kinds.VoluntaryConcern, 1, Sue) },
        { "a concern and a request for help on one day", "S3", Worried, Charity(Kinds.SupportSought, 0, Sue) },
        { "withdrawn", "withdrawn", Worried, Worried.Withdrawal() },
        { "corrected to a request for help", "withdrawn", Worried, Worried.Correction(r => r with { Kind = Kinds.SupportSought }) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Every_concern_of_a_voluntary_organisation_is_looked_at_and_asking_for_help_never_is(string neighbour) => Table.Check(neighbour);
}
