using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Alerts.Services.Tests.Transport;

/// <summary>Passes connections on to the broker, and can cut them all.</summary>
sealed class Forwarder : IAsyncDisposable
{
    readonly TcpListener listener;
    readonly ConcurrentBag<TcpClient> open = [];
    readonly Task taking;
    int taken;

    public Forwarder(int port, int to)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        taking = Take(to);
    }

    public int Taken => taken;

    public void Cut()
    {
        foreach (var client in open)
            client.Dispose();
    }

    async Task Take(int to)
    {
        while (true)
        {
            TcpClient near, far = new();
            try
            {
                near = await listener.AcceptTcpClientAsync();
                await far.ConnectAsync(IPAddress.Loopback, to);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            Interlocked.Increment(ref taken);
            open.Add(near);
            open.Add(far);
            _ = Copy(near, far);
            _ = Copy(far, near);
        }
    }

    static async Task Copy(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        to.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await taking;
    }
}
