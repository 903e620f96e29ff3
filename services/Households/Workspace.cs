using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households;

/// <summary>One line of a professional's list: an alert that they were told of, at its latest notice to them.</summary>
public sealed record InboxItem(string Alert, int Notice, Guid Household, string Pattern, string PatternName, PatternClass Class, Severity Severity,
    string Sentence, string? WhatIsNew, string Role, DateTimeOffset ToldAt, bool Open, bool Opened, bool EvidenceWithdrawn);

/// <summary>A ledger row that waits for a person: no household could be chosen, or it could not be read. Original: the first characters of what was sent.</summary>
public sealed record DeskRow(Guid LedgerId, string State, string Sender, string? MessageId, string? Kind, DateTimeOffset ReceivedAt,
    string? Field, string Reason, string Original, IReadOnlyList<Guid> Candidates);

/// <summary>How a decision ended: recorded, refused (why), or still on its way to the household.</summary>
public sealed record Answer(bool Recorded, string? Refused);

/// <summary>What the pages read and do. Reads fold the household's journal; nothing is kept twice.</summary>
public sealed class Workspace
{
    /// <summary>The person's list, open and gravest first, then the latest.</summary>
    public Task<IReadOnlyList<InboxItem>> ItemsFor(string person, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Completes when something new may be in the person's list, or after at most <paramref name="atMost"/>.</summary>
    public Task News(string person, TimeSpan atMost, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>The household, read from its journal; null where there is none of that id.</summary>
    public Task<Household?> Household(Guid id, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>The household that holds this alert, and the alert; null where there is none.</summary>
    public Task<(Household Household, Alert Alert)?> Alert(string alert, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Writes down that this person opened the alert or the household: every read is kept.</summary>
    public Task RecordRead(string person, Guid household, string? alert, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Hands a decision to the household and waits until it is in the journal. The token makes a second click the same decision.</summary>
    public Task<Answer> Decide(Guid token, string alert, int notice, string person, string decision, string reason, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Everything that waits for the duty desk, oldest first.</summary>
    public Task<IReadOnlyList<DeskRow>> Desk(CancellationToken ct) => throw new NotSupportedException();

    /// <summary>A person says which household a waiting report belongs to; null makes a new one. False when it does not wait any more.</summary>
    public Task<bool> Settle(Guid ledgerId, Guid? household, string person, CancellationToken ct) => throw new NotSupportedException();
}
