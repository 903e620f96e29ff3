using Alerts.Agencies;
using Alerts.Domain;

namespace Alerts.Households.People;

/// <summary>Somebody leaves: from that moment they hold nothing, cover for nobody, are reached by nothing and sign in to nothing. What they had goes to whoever has it then.</summary>
internal static class Departure
{
    public static Edit Of(Roster roster, Listed who, DateTimeOffset at, string saidBy, DateTimeOffset now)
    {
        var id = who.Person.Id;
        var covered = roster.Leave.Where(a => a.Away.Cover?.Id == id && a.Away.Until > at).ToList();
        return new()
        {
            People = [who with { LeftAt = at, SaidBy = saidBy }],
            Ends = [.. roster.Held.Where(h => h.Holding.Person.Id == id && !(h.Holding.Until <= at)).Select(h => new Ending(h.Id, at, saidBy))],
            // Whoever they cover for is away all the same.
            Back = [.. covered.Select(a => new Ending(a.Id, Later(at, a.Away.From), saidBy))],
            Leave = [.. covered.Select(a => new Absence(Guid.NewGuid().ToString("N"), a.Away with { From = Later(at, a.Away.From), Cover = null }, saidBy, now))],
            Contacts = at > now ? [] : [.. roster.Contacts.Where(c => c.Person == id).Select(c => c with { Address = "", SaidBy = saidBy, SaidAt = now })],
        };
    }

    /// <summary>Refuses a role for somebody beyond the moment at which they leave.</summary>
    /// <exception cref="RefusedException">They have left, or leave before it ends.</exception>
    public static void Check(Listed? who, DateTimeOffset? until, DateTimeOffset now)
    {
        if (who?.LeftAt is not { } left || until <= left)
            return;
        throw left <= now ? new RefusedException("role", "cannot be held by somebody who has left") : new RefusedException("until", $"must be {Domain.Values.UkDay.Of(left):yyyy-MM-dd} at the latest, when they leave");
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
