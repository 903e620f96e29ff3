using Alerts.Domain;
using Alerts.Households;

namespace Alerts.Inbox;

/// <summary>
/// Something exists that cannot be shown now, because access or the record of reads could not answer. The person is told that it is there
/// (<paramref name="headline"/>: no name, no detail), and whom to ring.
/// </summary>
public sealed class WithheldException(string headline, Exception because) : Exception(headline, because)
{
    public string Headline { get; } = headline;
}

/// <summary>Where an alert is that somebody was told of and has no longer, and nothing else of it. At: since when; null where it has only just left them, or has gone on since.</summary>
public sealed record WithOthers(string Reference, DateTimeOffset? At, IReadOnlyList<Told> With);

/// <summary>The one way to read an alert or a household for a page: may they, write the read down, and only then show it.</summary>
public sealed class Reading(Workspace workspace, Access access)
{
    /// <summary>Null where there is none and where this person may not open it: the two look the same.</summary>
    /// <exception cref="WithheldException">It cannot be said, or the read cannot be written down.</exception>
    public async Task<(Household Household, Alert Alert)?> Alert(string person, string id, CancellationToken ct)
    {
        if (!IsOne(id))
            return null;
        var reference = Domain.Alert.ReferenceOf(id);
        var found = await Or($"Alert {reference}, urgent", () => workspace.Alert(id, ct));
        if (found is not { } f || !access.MayOpen(person, f.Household, f.Alert))
            return null;
        await Or($"Alert {reference} ({Words.Inline(Words.Clock(f.Alert.Urgency))})", () => Write(person, f.Household.Id, id, ct));
        return f;
    }

    /// <summary>
    /// Where the alert is now that this person was told of once; null for everybody else, and where there is none. It shows nothing of the alert, so it is no read. Once it is
    /// decided it says no more than who took it over: a family that has moved since is not to be followed.
    /// </summary>
    public async Task<WithOthers?> Gone(string person, string id, CancellationToken ct)
    {
        if (!IsOne(id) || await Or($"Alert {Domain.Alert.ReferenceOf(id)}", () => workspace.Alert(id, ct)) is not { } found)
            return null;
        var (household, alert) = found;
        var mine = alert.Notices.SelectMany(n => n.Told).Where(t => t.Person.Id == person).Select(t => t.Wanted).Distinct().ToList();
        if (mine.Count == 0)
            return null;
        var left = alert.Told.Any(t => t.Person.Id == person) ? null : alert.Notices.LastOrDefault(n => n is AlertPassedOn p && p.Person == person || n is AlertHandedOver h && h.From.Any(t => t.Person.Id == person));
        var with = (left?.Told ?? []).Where(t => alert.Told.Contains(t) && (left is AlertPassedOn || mine.Contains(t.Wanted))).ToList();   // it may have gone on since
        return with.Count > 0 ? new(Domain.Alert.ReferenceOf(id), left!.At, with) : new(Domain.Alert.ReferenceOf(id), null, access.HasNow(person, household, alert, alert.IsOpen ? mine : [RoleDirectory.FrontDoor]));
    }

    private static bool IsOne(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc cref="Alert"/>
    public async Task<Household?> Household(string person, Guid id, CancellationToken ct)
    {
        const string headline = "This household";
        var found = await Or(headline, () => workspace.Household(id, ct));
        if (found is null || !access.MayOpen(person, found))
            return null;
        await Or(headline, () => Write(person, id, null, ct));
        return found;
    }

    private async Task<bool> Write(string person, Guid household, string? alert, CancellationToken ct)
    {
        await workspace.RecordRead(person, household, alert, ct);
        return true;
    }

    private static async Task<T> Or<T>(string headline, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new WithheldException(headline, fault);
        }
    }
}
