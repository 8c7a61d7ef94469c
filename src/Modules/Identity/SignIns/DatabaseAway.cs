using System.Net.Sockets;
using Marten.Exceptions;
using Npgsql;

namespace ConnectMe.Identity.SignIns;

/// <summary>The database's absence as it shows through Npgsql and Marten. Sign-ins and people are answered from memory meanwhile.</summary>
internal static class DatabaseAway
{
    public static bool IsSaidBy(Exception exception) =>
        exception is NpgsqlException or MartenCommandException or TimeoutException or SocketException
        || (exception.InnerException is { } inner && IsSaidBy(inner));
}
