using Alerts.Domain;

namespace Alerts.Standalone.Simulation;

/// <summary>Everything that agencies report of one family, and what it went through. The same for the same seed and number.</summary>
public sealed record Life(Family Family, Diary Diary, SocialCare Care)
{
    /// <summary>Years that are simulated before those that are counted, so that memory is as full as in life.</summary>
    public const int LeadIn = 3;

    public static Life Of(long seed, int index, Period measured, double guesses = 1)
    {
        Chance Topic(int topic) => new(seed, index, topic);
        var family = Family.Draw(seed, index, measured);
        var diary = new Diary(family, Topic(1), measured with { From = measured.From.AddYears(-LeadIn) }, guesses);
        var care = new SocialCare(diary, Topic(2));
        new HomeLife(diary, care, Topic(3)).Live();
        var (health, appointments, schooling) = (new Health(diary, care, Topic(4)), new Appointments(diary, Topic(5)), new Schooling(diary, Topic(6)));
        foreach (var child in family.Children)
        {
            health.Live(child);
            appointments.Live(child);
            schooling.Live(child);
        }
        if (family.Stratum == Stratum.HospitalDenseInfant)
            new HospitalInfant(diary, Topic(7)).Live(family.Named!);
        care.TellOthers();
        return new(family, diary, care);
    }
}
