using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Media.Ice;

/// <summary>ufrag and pwd of one side (RFC 8445 §5.3).</summary>
internal sealed record IceCredentials(string UsernameFragment, string Password)
{
    public const int MaximumUsernameFragment = 256;
    public const int MaximumPassword = 256;

    // 8 characters of 6 bits tell lines apart; 24 make 144 bits of secret, more than the 128 that §5.3 asks for.
    const int UsernameFragmentLength = 8;
    const int PasswordLength = 24;
    const string IceChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IceCredentials Create(RandomNumberGenerator random) =>
        new(Characters(random, UsernameFragmentLength), Characters(random, PasswordLength));

    static string Characters(RandomNumberGenerator random, int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        random.GetBytes(bytes);
        var text = new StringBuilder(count);
        foreach (var b in bytes)
        {
            text.Append(IceChars[b & 63]);
        }
        return text.ToString();
    }
}
