using System.Collections.Concurrent;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>A way to tell people that keeps what it was given and answers as the test says.</summary>
sealed class ListeningChannel(string name, Func<Notice, Outcome> answer, bool bundles = true) : IChannel
{
    public ConcurrentQueue<Notice> Heard { get; } = [];

    public string Name => name;
    public bool Bundles => bundles;

    public Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        Heard.Enqueue(notice);
        return Task.FromResult(answer(notice));
    }
}
