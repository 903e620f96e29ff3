using Alerts.Households.Delivery;
using Alerts.Households.Sources;

namespace Alerts.Inbox;

/// <summary>What waits for operations, as far as a person may see it: people who cannot be reached, and senders that have gone quiet or send again.</summary>
public sealed class Waits(Unreached unreached, Silences silences, Access access)
{
    public async Task<IReadOnlyList<CannotBeReached>> OutOfReach(string person, CancellationToken ct) => access.RunsTheService(person) ? await unreached.Waiting(ct) : [];

    public async Task<IReadOnlyList<Silence>> Quiet(string person, CancellationToken ct) => [.. (await silences.Waiting(ct)).Where(s => access.MaySeeSilenceOf(s.Sender, person))];

    /// <summary>Senders of which nobody can say yet when they have gone quiet.</summary>
    public async Task<IReadOnlyList<string>> NotJudged(string person, CancellationToken ct) => access.RunsTheService(person) ? await silences.NotJudged(ct) : [];

    /// <summary>How much that is; null where nothing waits, and for who may see nothing of it.</summary>
    public async Task<string?> InWords(string person, CancellationToken ct) => !access.HasOperations(person) ? null
        : Words.Operations((await OutOfReach(person, ct)).DistinctBy(u => u.Person).Count(), (await Quiet(person, ct)).Count(s => s.EndedAt is null));
}
