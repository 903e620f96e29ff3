using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>A child who swallowed a medicine, once or twice, and what a pattern was told of it.</summary>
internal static class Ingested
{
    public static Report Medicine(int day, params Subject[] about) => Report("ed", Kinds.MedicationIngestion, day, about);

    public static Story Told(Pattern pattern, params Report[] reports)
    {
        var story = new Story([pattern]);
        story.Told(reports);
        return story;
    }

    public static Story TwoIngestions(out Alert alert)
    {
        var story = Told(new RepeatIngestion(), Medicine(0, Tom), Medicine(50, Tom));
        alert = story.Alert("ING-2");
        return story;
    }
}
