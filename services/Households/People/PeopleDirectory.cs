using Alerts.Domain;
using Alerts.Households.Journal;

namespace Alerts.Households.People;

/// <summary>
/// Who holds which role, as the database says it now: a picture that nobody changes, taken anew when the tables have changed. Several processes
/// share one database, so each looks at the change number every second; who must not be late (<see cref="Refresh"/>) looks by itself.
/// </summary>
public sealed class PeopleDirectory(IDatabase database, Parts parts, TimeProvider clock, ILogger<PeopleDirectory> log) : BackgroundService
{
    /// <summary>After this every process that can reach the database has seen a change.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim oneReader = new(1, 1);
    private Picture? picture;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Picture(string Number, Roster Roster, RoleDirectory Roles);

    /// <summary>What a decision is given.</summary>
    public RoleDirectory Current => Now.Roles;

    public Roster Roster => Now.Roster;

    /// <summary>Everybody who is there: they can sign in, whatever they hold.</summary>
    public IEnumerable<Professional> Everybody => Now.Roster.People.Where(IsThere).Select(p => p.Person);

    /// <summary>Everybody who holds the role for the whole partnership at that moment, or stands in for who does.</summary>
    public IEnumerable<string> Holders(string role, DateTimeOffset at) => Everybody.Select(p => p.Id).Where(p => Current.Holds(p, role, at));

    /// <summary>Where what is in force came from, in words.</summary>
    public string InWords { get; private set; } = "";

    private Picture Now => Volatile.Read(ref picture) ?? throw new InvalidOperationException("the directory has not been opened");

    /// <summary>Whoever this is or was; null for nobody.</summary>
    public Professional? Person(string id) => Now.Roster.Person(id)?.Person;

    /// <summary>The same of who has not left.</summary>
    public Professional? There(string id) => Now.Roster.Person(id) is { } listed && IsThere(listed) ? listed.Person : null;

    private bool IsThere(Listed person) => !(person.LeftAt <= clock.GetUtcNow());

    /// <summary>Completes when somebody's rights may have changed: the tables have, or a moment of theirs has come.</summary>
    public Task Changes(CancellationToken ct) => Volatile.Read(ref changed).Task.WaitAsync(ct);

    /// <summary>Who is told, of a database that is only read; nobody where no service has filled it yet.</summary>
    public static Task<Roster> In(JournalReader journal, CancellationToken ct) => journal.Read(PeopleRows.Read, ct);

    /// <summary>Fills an empty database from the role file, once; afterwards the database is the truth and the file is not read.</summary>
    /// <exception cref="InvalidDataException">The role file cannot be used.</exception>
    public async Task Open(CancellationToken ct)
    {
        var filled = await database.Write(async (c, t) =>
        {
            await PeopleRows.GiveKeys(c, t);
            if (await PeopleRows.ChangeNumber(c, t) is not null)
                return false;
            await PeopleRows.Take(c, t);
            if (await PeopleRows.ChangeNumber(c, t) != "1")
                return false;   // another process was first
            var now = clock.GetUtcNow();
            await PeopleRows.Write(c, t, Roster.Empty, RoleFile.Load(parts.RoleFile).AsEdit(now), now);
            return true;
        }, ct);
        await Refresh(ct);
        InWords = $"{Roster.People.Count} in the database" + (filled ? $", filled from {parts.RoleFile} at this first start" : $"; {parts.RoleFile} filled it at its first start and is read no more");
    }

    /// <summary>Takes the picture anew where the tables have changed.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await oneReader.WaitAsync(ct);
        try
        {
            var number = await database.Read(c => PeopleRows.ChangeNumber(c, null), ct) ?? throw new InvalidOperationException("the directory has not been filled");
            if (number == picture?.Number)
                return;
            // The number is read first: what is written in between is seen at the next look, never missed.
            var roster = await database.Read(c => PeopleRows.Read(c, null), ct);
            Volatile.Write(ref picture, new(number, roster, roster.Roles(parts.Nation)));
            Say();
        }
        finally
        {
            oneReader.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        oneReader.Dispose();
    }

    private void Say() => Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(LookEvery, clock);
        var looked = clock.GetUtcNow();
        while (await tick.Next(stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
                var now = clock.GetUtcNow();
                if (Roster.Turns(looked, now) || Clocks.IsOffice(looked, parts.Nation) != Clocks.IsOffice(now, parts.Nation))
                    Say();
                looked = now;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The directory could not be read ({Error}); what was known before holds", failed.GetType().Name);
            }
        }
    }
}
