namespace Alerts.Inbox;

/// <summary>One line of a form. With <paramref name="Choices"/> it is a list to choose from, otherwise text, as wide as <paramref name="Width"/> characters or as the page.</summary>
public sealed record Field(string Id, string Name, string Label, string? Value, string? Error = null, string? Hint = null, IEnumerable<(string Value, string Words)>? Choices = null, int? Width = null);
