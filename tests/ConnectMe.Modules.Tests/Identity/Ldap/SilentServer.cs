using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

/// <summary>Takes connections and says nothing, or the same to all.</summary>
internal sealed class SilentServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly List<TcpClient> _taken = [];

    public SilentServer(byte[]? says = null)
    {
        _listener.Start();
        _ = Take(says);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Stop();
        lock (_taken)
        {
            _taken.ForEach(client => client.Dispose());
        }
    }

    async Task Take(byte[]? says)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            lock (_taken)
            {
                _taken.Add(client);
            }

            if (says is not null)
            {
                await client.GetStream().WriteAsync(says);
            }
        }
    }
}
