using Alerts.Households.Journal;

namespace Alerts.Households.Delivery;

/// <summary>
/// The professional's own list, live. The row is there already, written with the alert; this says so to every open page of that person.
/// What the page shows is decided there, by who they are.
/// </summary>
public sealed class Inbox(IDatabase database) : IChannel
{
    public const string ChannelName = "inbox";

    public string Name => ChannelName;

    public bool Bundles => false;

    public async Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        await database.Announce(notice.Person, ct);
        return new Outcome.Delivered();
    }
}
