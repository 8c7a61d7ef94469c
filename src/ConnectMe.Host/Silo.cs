using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace ConnectMe.Host;

/// <summary>The silo that companies' switchboards live in. Alone on its machine: a cluster of its own on two loopback ports of its own.</summary>
internal static class Silo
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var (silo, gateway) = TwoFreePorts();
        builder.Host.UseOrleans(orleans =>
        {
            // The well-known ports and the cluster id "dev" would let two Hosts on one machine find each other.
            orleans.UseLocalhostClustering(silo, gateway, serviceId: "connectme", clusterId: $"connectme-{Guid.NewGuid():n}");
            orleans.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Loopback);
        });
    }

    static (int Silo, int Gateway) TwoFreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
