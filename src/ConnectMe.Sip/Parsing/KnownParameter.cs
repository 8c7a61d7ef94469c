using System.Text;

namespace ConnectMe.Sip.Parsing;

/// <summary>The names that stand in nearly every message need no string of their own.</summary>
static class KnownParameter
{
    public static string Name(ReadOnlySpan<byte> name)
    {
        var known = name.Length switch
        {
            1 => "q",
            2 => "lr",
            3 => "tag",
            5 => name[0] == (byte)'r' ? "rport" : "maddr",
            6 => name[0] == (byte)'b' ? "branch" : "reg-id",
            7 => "expires",
            8 => "received",
            9 => "transport",
            13 => "+sip.instance",
            _ => null,
        };
        return known is not null && Ascii.Equals(name, known) ? known : Encoding.ASCII.GetString(name);
    }
}
