using System.Net.Sockets;
using Marten.Exceptions;
using Npgsql;

namespace ConnectMe.Kernel;

/// <summary>The database's absence as it shows through Npgsql and Marten. What is kept in memory answers meanwhile.</summary>
public static class DatabaseAway
{
    public static bool IsSaidBy(Exception exception) =>
        exception is NpgsqlException or MartenCommandException or TimeoutException or SocketException
        || (exception.InnerException is { } inner && IsSaidBy(inner));
}
