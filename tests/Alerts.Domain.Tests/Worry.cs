using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>A pattern of the tests' own: one alert of any hunger or animal concern, one step graver where a report says "grave". Whom it tells, and how soon, each test chooses.</summary>
internal sealed class Worry(Severity severity, bool every = false, bool ofChild = false, params string[] tell)
    : Pattern("TST-1", 1, "Worry", "a test", Raises.Cumulatively, [Domain.Kinds.HungerReported, Domain.Kinds.AnimalConcern], tell)
{
    private static readonly string[] Usual = ["HV"];

    public override int Reach => 10_000;
    public override bool EveryRoleAnswers => every;

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        if (history.Of(Kinds) is { Count: > 0 } all)
            yield return new(ofChild ? history.People.ChildrenIn(all[0])[0].Key : null, all.Any(r => r.Says("grave")) ? severity.OneUp() : severity, all, $"{all.Count} worries.");
    }

    /// <summary>A household of which somebody reports at that moment; the health visitor is told, where nothing else is said.</summary>
    public static Story Told(Severity severity, string moment, RoleDirectory roles, out Alert alert, bool every = false, params string[] tell)
    {
        var story = new Story([new Worry(severity, every, false, tell is [] ? Usual : tell)], roles);
        story.SleepsUntil(moment);
        story.Told(Hunger());
        alert = story.Alert("TST-1");
        return story;
    }

    public static Report Hunger(bool grave = false) => grave ? Report("school", Domain.Kinds.HungerReported, 0, Tom).Saying("grave") : Report("school", Domain.Kinds.HungerReported, 0, Tom);

    /// <summary>A kind that was not there before.</summary>
    public static Report Dogs(int day = 0) => Report("rspca", Domain.Kinds.AnimalConcern, day, Tom);

    /// <summary>A decision is known by its role, "HV"; a deputy by "HV-deputy", a manager by "HV-manager".</summary>
    public static RoleDirectory Rota(params IEnumerable<Holding> more) => new([.. Holders("FD", "PM", "HV", "DSL"), .. more]);

    public static IEnumerable<Holding> Holders(params IEnumerable<string> roles) => roles.SelectMany(r => new[] { Held(r, r), Held(r, $"{r}-deputy", Rank.Deputy), Held(r, $"{r}-manager", Rank.Manager) });

    public static Holding Held(string role, string person, Rank rank = Rank.Holder) => new(role, Person(person), Rank: rank);

    public static Professional Person(string id) => new(id, $"Person {id}", "Professional");
}
