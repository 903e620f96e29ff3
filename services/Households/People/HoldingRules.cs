using System.Text.RegularExpressions;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households.People;

/// <summary>What a person, a holding and an absence may say, whichever way they come. Each throws <see cref="RefusedException"/> with the field and the rule.</summary>
public static partial class HoldingRules
{
    public const int LongestName = 200;

    public static void Check(Professional person)
    {
        if (!Id().IsMatch(person.Id))
            throw new RefusedException("id", "must be 1 to 100 letters, digits, dots, hyphens, underscores or @, and begin with a letter or digit");
        Words("name", person.Name);
        Words("title", person.Title);
    }

    public static void Check(Holding holding)
    {
        Role(holding.Role);
        if (holding.Child is not null && holding.Household is null)
            throw new RefusedException("child", "needs the household that the child lives in");
        if (new object?[] { holding.Household, holding.Organisation, holding.Area }.Count(x => x is not null) > 1)
            throw new RefusedException("household", "stands alone: one of household, organisation that reported, or area");
        if (holding.Area is { } area && !HalfAPostcode().IsMatch(area))
            throw new RefusedException("area", "must be the first half of a postcode, like ST4");
        if (holding.Until is { } until && holding.From is { } from && until <= from)
            throw new RefusedException("until", "must lie after from");
    }

    public static void Check(Away away, Roster roster)
    {
        if (roster.Person(away.Person) is null)
            throw new RefusedException("person", "is nobody of the directory");
        if (away.Until <= away.From)
            throw new RefusedException("until", "must lie after from");
        if (away.Cover?.Id == away.Person)
            throw new RefusedException("cover", "must be somebody else");
        if (away.Cover is { } cover && roster.Person(cover.Id)?.LeftAt < away.Until)
            throw new RefusedException("cover", "must be somebody who is there until then: they have left, or leave before");
    }

    /// <summary>Whoever keeps the people could open every household otherwise: a role, its cover and more time in it always come from somebody else.</summary>
    public static void NotToOneself(Edit edit, Roster before)
    {
        foreach (var begins in edit.Begins)
            NotToOneself("role", begins.Holding.Person.Id, begins.SaidBy);
        foreach (var leave in edit.Leave.Where(a => a.Away.Cover is not null))
            NotToOneself("cover", leave.Away.Cover!.Id, leave.SaidBy);
        foreach (var (end, held) in edit.Ends.Select(e => (e, before.Held.First(h => h.Id == e.Id).Holding)).Where(e => e.Holding.Until < (e.e.Until ?? DateTimeOffset.MaxValue)))
            NotToOneself("until", held.Person.Id, end.EndedBy);
    }

    /// <inheritdoc cref="NotToOneself(Edit, Roster)"/>
    public static void NotToOneself(string field, string person, string? saidBy)
    {
        if (person == saidBy)
            throw new RefusedException(field, "cannot be given by you to yourself: somebody else who keeps the people has to do it");
    }

    /// <summary>Mistyped, it would hold for nothing that anybody reports, and its holder would never be told.</summary>
    public static void ReportsHere(string? organisation, Senders senders)
    {
        if (organisation is not null && !senders.Has(organisation))
            throw new RefusedException("organisation", "must be the name of a sender, as the sender file has it");
    }

    /// <summary>A role code that a pattern may tell.</summary>
    public static string Role(string role) =>
        RoleDirectory.IsKnown(role) && !(role.StartsWith("LEAD:", StringComparison.Ordinal) && RoleDirectory.LeadFor(role[5..]) != role) ? role
        : throw new RefusedException("role", "is no role code that somebody can hold");

    public static Rank Rank(string rank) => rank switch
    {
        "holder" => Domain.Rank.Holder,
        "deputy" => Domain.Rank.Deputy,
        "manager" => Domain.Rank.Manager,
        _ => throw new RefusedException("rank", "must be holder, deputy or manager"),
    };

    public static string Word(Rank rank) => rank.ToString().ToLowerInvariant();

    public static Hours Hours(string hours) => hours switch
    {
        "always" => Domain.Hours.Always,
        "office" => Domain.Hours.Office,
        "out-of-hours" => Domain.Hours.OutOfHours,
        _ => throw new RefusedException("hours", "must be always, office or out-of-hours"),
    };

    public static string Word(Hours hours) => hours == Domain.Hours.OutOfHours ? "out-of-hours" : hours.ToString().ToLowerInvariant();

    /// <summary>A child by NHS number or UPN, as households key them.</summary>
    public static string Child(string text) =>
        NhsNumber.TryParse(text, null, out var nhs) ? "1-nhs:" + nhs
        : Upn.TryParse(text, null, out var upn) ? "2-upn:" + upn
        : throw new RefusedException("child", "must be an NHS number or a UPN with a right check character");

    /// <summary>A day (its beginning here), a day and a time as clocks show it here, or a moment with an offset.</summary>
    public static DateTimeOffset Moment(string field, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day.Year is >= 1900 and < 2200 ? UkDay.Start(day)
        : DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var here) && here.Year is >= 1900 and < 2200 ? UkDay.At(DateOnly.FromDateTime(here), TimeOnly.FromDateTime(here)).ToUniversalTime()
        : text.Contains('T', StringComparison.Ordinal) && Offset().IsMatch(text) && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var moment) && moment.Year is >= 1900 and < 2200 ? moment.ToUniversalTime()
        : throw new RefusedException(field, "must be a day like 2026-11-20, or a day and time like 2026-11-20 17:00");

    private static void Words(string field, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new RefusedException(field, "is required");
        if (text.Length > LongestName || text.Any(char.IsControl))
            throw new RefusedException(field, $"must be at most {LongestName} characters, without control characters");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.@_-]{0,99}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9][0-9A-Z]?\z")]
    private static partial Regex HalfAPostcode();

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Offset();
}
