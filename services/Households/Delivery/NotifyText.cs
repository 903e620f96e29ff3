namespace Alerts.Households.Delivery;

/// <summary>
/// A text message through GOV.UK Notify. The words stand in the template there; this is what they must be, and no child, pattern or place may
/// be added: "You have ((how_many)). Open the service: ((service)). Reference ((reference)). Duty desk: ((duty_number))".
/// The reference also keeps networks from holding back what looks like the same text again and again.
/// </summary>
public sealed class NotifyText(NotifyTemplate template, [FromKeyedServices(Channels.Http)] HttpClient http, TimeProvider clock) : IChannel
{
    public const string ChannelName = "sms";

    public string Name => ChannelName;

    public bool Bundles => true;

    public Task<Outcome> Send(Notice notice, CancellationToken ct) => new NotifyLine(template, http, clock, ct).Tell(notice, "phone_number",
        async (client, words) => (await client.SendSmsAsync(notice.Address, template.Template, words, notice.References)).id);
}
