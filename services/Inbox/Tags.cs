using Alerts.Domain.Values;

namespace Alerts.Inbox;

/// <summary>Colours of alerts, always beside words. They belong to an alert's clock, never to a family.</summary>
public static class Tags
{
    public static string Colour(Severity severity, bool open = true) => !open ? "govuk-tag--grey" : severity switch
    {
        Severity.S1 => "govuk-tag--red",
        Severity.S2 => "govuk-tag--orange",
        Severity.S3 => "govuk-tag--yellow",
        _ => "govuk-tag--grey",
    };
}
