using System.Text.Json;
using Alerts.Households;
using Alerts.Households.Delivery;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Delivery;

/// <summary>People with ways to be reached, and notices to them, as the directory and the journal write them.</summary>
static class Somebody
{
    public const string Name = "amara.okafor";

    /// <summary>Everybody in the demonstration.</summary>
    public static IReadOnlyList<string> DemoPeople { get; } =
        [.. JsonDocument.Parse(File.ReadAllText(DemoFiles.Roles)).RootElement.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];

    public static Notice Told(string address, int alerts = 1, string? sent = null, DateTimeOffset? sentAt = null) =>
        new(Name, address, [.. Enumerable.Range(0, alerts).Select(n => new NoticeOf(Alert(n), 1))], sent, sentAt);

    public static string Alert(int number) => $"{number * 7919 % 0x1000000:x6}{number:x26}";

    public static Task Reached(this Worker worker, string channel, params (string Person, string Address)[] by) => worker.Database.Write(async (c, t) =>
    {
        foreach (var (person, address) in by)
        {
            await c.ExecuteAsync("insert into person (id, name, title, organisation, said_by) values (@person, @person, '', '', 'test') on conflict do nothing", new { person }, t);
            await c.ExecuteAsync("insert into contact (person, channel, address, said_by, said_at) values (@person, @channel, @address, 'test', 0) on conflict (person, channel) do update set address = excluded.address, dead_at = null, dead_why = null", new { person, channel, address }, t);
        }
        return 0;
    }, default);

    /// <summary>Puts notices into the outbox, due now.</summary>
    public static Task Notices(this Worker worker, string channel, DateTimeOffset at, params IEnumerable<(int Alert, string Person, bool Urgent)> notices) => worker.Database.Write((c, t) =>
        c.ExecuteAsync("insert into outbox (alert, notice, person, channel, state, due_at, accepted_at, queued_at, urgent) values (@alert, 1, @Person, @channel, 'queued', @due, @due, @due, @urgent)",
            notices.Select(n => new { alert = Alert(n.Alert), n.Person, channel, due = at.ToUnixTimeMilliseconds(), urgent = n.Urgent ? 1L : 0L }), t), default);

    public static Action<IServiceCollection> By(params IChannel[] channels) => s => s.AddSingleton<IReadOnlyList<IChannel>>(channels);
}
