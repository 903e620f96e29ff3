namespace Alerts.Households.Delivery;

/// <summary>
/// An e-mail through GOV.UK Notify, for partnerships that set up no mail server of their own. The words stand in the template there; this is what
/// they must be, and no child, pattern or place may be added. Subject: "You have ((how_many))". Message: "You have ((how_many)).
/// Open the service: ((service)). Reference: ((reference)). If you cannot open it, ring the duty desk: ((duty_number))".
/// </summary>
public sealed class NotifyEmail(NotifyTemplate template, [FromKeyedServices(Channels.Http)] HttpClient http, TimeProvider clock) : IChannel
{
    // The same addresses as of our own mail server: one of the two carries them.
    public string Name => Email.ChannelName;

    public bool Bundles => true;

    public Task<Outcome> Send(Notice notice, CancellationToken ct) => new NotifyLine(template, http, clock, ct).Tell(notice, "email_address",
        async (client, words) => (await client.SendEmailAsync(notice.Address, template.Template, words, notice.References)).id);
}
