using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Households.People;

namespace Alerts.Inbox;

/// <summary>Told of each notice that stands in a list written to a live stream, each time.</summary>
public interface ILiveLog
{
    void Written(string person, string alert, int notice);
}

/// <summary>A person's list as it is now: only what they may open. <paramref name="Waiting"/>: how much waits at the front door, null for who does not hold it.
/// <paramref name="Operations"/>: what waits for operations, null for who has nothing to do with it. <paramref name="Handed"/>: what came to them when roles changed hands; empty once they have opened it all. <paramref name="History"/>: decided before they had the role.
/// <paramref name="WithOthers"/>: what they have decided and may not open any more.</summary>
public sealed record MyAlerts(Professional Me, IReadOnlyList<InboxItem> Items, int? Waiting, string? Operations, IReadOnlyList<HandedOver> Handed, IReadOnlyList<InboxItem> History,
    IReadOnlyList<OwnDecision> WithOthers, DateTimeOffset Now)
{
    public IEnumerable<InboxItem> Open => Items.Where(i => i.Open);

    /// <summary>What has no time limit, by the full weeks that it has waited for a decision: what has waited longest comes first.</summary>
    public IReadOnlyList<IGrouping<int, InboxItem>> Digest => [.. Open.Where(i => i.Severity == Severity.S4).OrderBy(Since).GroupBy(i => (int)((Now - Since(i)).TotalDays / 7))];

    private DateTimeOffset Since(InboxItem item) => item.InFrontOf.Since ?? item.ToldAt ?? Now;

    public IEnumerable<InboxItem> Decided => Items.Where(i => !i.Open);
}

/// <summary>Reads a person's list.</summary>
public sealed class MyList(Workspace workspace, HandOvers handOvers, Waits waits, Access access, TimeProvider clock)
{
    public async Task<MyAlerts> Of(Professional me, CancellationToken ct)
    {
        var door = access.HoldsFrontDoor(me.Id);
        var items = access.MayOpen(me.Id, await workspace.ItemsFor(me.Id, ct));
        var history = access.MayOpen(me.Id, await workspace.HistoryFor(me.Id, ct));
        var mine = items.Concat(history).Select(i => i.Alert).ToHashSet();
        return new(me, items, door ? await workspace.Waiting(ct) : null, await waits.InWords(me.Id, ct), [.. (await handOvers.To(me.Id, ct)).Where(h => mine.Contains(h.Alert))], history,
            door ? [] : [.. (await workspace.DecidedBy(me.Id, ct)).Where(d => !mine.Contains(d.Alert)).DistinctBy(d => d.Alert)], clock.GetUtcNow());
    }
}

/// <summary>
/// The live part of My alerts. Every event carries the whole list, so that a browser that slept or lost its connection misses nothing:
/// it connects again and has what is current.
/// </summary>
public sealed partial class LiveList(Workspace workspace, PeopleDirectory directory, MyList list, Fragment fragment, IHostApplicationLifetime life, ILogger<LiveList> logger, ILiveLog? log = null)
{
    public const string Path = "/alerts/stream";

    private const string Ended = """<p class="govuk-body-l">You have no access any more.</p><p class="govuk-body">If that is a mistake, ring the front door.</p>""";

    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);

    /// <summary>A stream ends after this and the browser connects again, so that the sign-in is looked at again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public async IAsyncEnumerable<SseItem<string>> Follow(HttpContext http, [EnumeratorCancellation] CancellationToken gone = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, http.RequestAborted, life.ApplicationStopping);
        end.CancelAfter(Longest);
        var me = http.Person();
        string? shown = null;
        while (await Next(http, me, end.Token) is { } next)
        {
            if (directory.There(me.Id) is null)
            {
                yield return new(Ended, "list");
                yield break;
            }
            yield return next.Html == shown ? new SseItem<string>("", "ping") : new SseItem<string>(next.Html, "list");
            if (next.Html != shown)
                Say(next.Mine);   // reached only when the event has been written out
            shown = next.Html;
            if (!await Came(next.News, end.Token))
                yield break;
        }
    }

    // Null ends the stream, and the browser connects again. The error's text may be personal, so only its type is logged.
    private async Task<(MyAlerts Mine, string Html, Task News)?> Next(HttpContext http, Professional me, CancellationToken end)
    {
        try
        {
            var news = Task.WhenAny(workspace.News(me.Id, Ping, end), directory.Changes(end)).Unwrap();   // asked before the list is read: what comes in between is not missed
            var mine = await list.Of(me, end);
            return (mine, await fragment.Render(http, "/Pages/Shared/_MyAlerts.cshtml", mine), news);
        }
        catch (Exception fault)
        {
            Stopped(fault, end);
            return null;
        }
    }

    private async Task<bool> Came(Task news, CancellationToken end)
    {
        try
        {
            await news;
            return true;
        }
        catch (Exception fault)
        {
            Stopped(fault, end);
            return false;
        }
    }

    private void Stopped(Exception fault, CancellationToken end)
    {
        if (!end.IsCancellationRequested)
            Failed(fault.GetType().Name);
    }

    private void Say(MyAlerts mine)
    {
        if (log is null)
            return;
        foreach (var item in mine.Items)
            log.Written(mine.Me.Id, item.Alert, item.Notice);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live list ended: {Fault}")]
    private partial void Failed(string fault);
}
