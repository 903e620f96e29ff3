using Alerts.Agencies;
using Alerts.Households.Actors;
using Alerts.Households.Journal;

namespace Alerts.Services.Tests;

/// <summary>A journal that reports are taken into, and that is read back.</summary>
public abstract class OnJournal(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    /// <summary>A replay of the journal says what the lists say, which were written with it.</summary>
    protected static async Task ListsAreTheJournals(Worker worker, Guid home)
    {
        var replayed = await HouseholdReader.Read(worker.Database, home, default);
        Assert.Equal(replayed.Version, await worker.One<long>("select version from head where household = @home", new { home = home.ToString("N") }));
        Assert.Equal(
            replayed.Alerts.Select(a => (a.Id, a.Pattern, a.Severity.ToString(), a.Sentence, (long)a.Notice)).Order(),
            (await worker.Rows<(string, string, string, string, long)>("select id, pattern, severity, sentence, notice from alert where household = @home", new { home = home.ToString("N") })).Order());
    }

    protected static async Task<Guid> TakeIn(Worker worker, InProcessHouseholds owner, AgencyReport report)
    {
        var row = await worker.Accept("voluntary-sector", report.Bytes());
        var household = (await worker.Match(row))!.Value;
        await worker.Turn(owner, row, household);
        Assert.Equal("journalled", await worker.StateOf(row));
        return household;
    }
}
