using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Host.Postgres;

/// <summary>The folder of the server's socket: short, and nobody else's.</summary>
internal static class SocketFolder
{
    /// <summary>sun_path holds 108 bytes, the last one is the terminator (unix(7)).</summary>
    public const int LongestSocketPath = 107;

    public static string Random()
    {
        var name = $"connectme-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        if (Environment.IsPrivilegedProcess && Directory.Exists("/run"))
        {
            return Path.Combine("/run", name);
        }

        return Path.Combine(
            Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 60 } own && Directory.Exists(own) ? own : "/tmp",
            name
        );
    }

    /// <summary>Null when it will do, else the reason in words.</summary>
    public static string? Refusal(string folder)
    {
        var socket = Path.Combine(folder, SocketName);
        var length = Encoding.UTF8.GetByteCount(socket);
        return length <= LongestSocketPath
            ? null
            : $"The socket path {socket} has {length} bytes; Linux allows {LongestSocketPath}. Choose a shorter folder (Postgres:Sockets).";
    }

    const string SocketName = ".s.PGSQL.5432";
}
