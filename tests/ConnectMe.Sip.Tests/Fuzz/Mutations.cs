using System.Text;
using ConnectMe.Sip.Tests.Torture;

namespace ConnectMe.Sip.Tests.Fuzz;

/// <summary>Messages made from good and bad ones by small damage; the same from the same seed.</summary>
sealed class Mutations(int seed)
{
    static readonly byte[][] Originals = [.. TortureMessage.All.Select(message => message.Bytes)];

    /// <summary>What the grammar turns on.</summary>
    static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\n",
            "\r\n ",
            " ",
            "\t",
            "\0",
            "\x7F",
            ":",
            ";",
            ",",
            "=",
            "<",
            ">",
            "\"",
            "\\",
            "\\\"",
            "@",
            "?",
            "&",
            "%",
            "%00",
            "%2",
            "%FF",
            "[",
            "]",
            "::",
            ":::",
            "/",
            "*",
            "-1",
            "0",
            "255",
            "256",
            "2147483648",
            "4294967296",
            "18446744073709551616",
            "SIP/2.0",
            "sip:",
            "tel:",
            "Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\n",
            "Contact: *\r\n",
            "Content-Length: 5\r\n",
            "l: 99999\r\n",
            "CSeq: 1 ACK\r\n",
        }.Select(Encoding.Latin1.GetBytes),
        [0xC3, 0x28],
        [0xFF, 0xFE, 0xFD],
        [.. Enumerable.Repeat((byte)'a', 9000)],
        [.. Enumerable.Repeat((byte)';', 300)],
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("x: y\r\n", 300))),
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(";a=b", 200))),
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("\r\n ", 1000))),
    ];

    readonly Random _random = new(seed);

    public byte[] Next()
    {
        var message = Pick(Originals).ToList();
        for (var rounds = 1 + _random.Next(4); rounds > 0; rounds--)
        {
            Damage(message);
        }

        return [.. message];
    }

    void Damage(List<byte> message)
    {
        var at = _random.Next(message.Count + 1);
        var length = Math.Min(message.Count - at, 1 + _random.Next(_random.Next(8) == 0 ? 400 : 12));
        switch (_random.Next(8))
        {
            case 0 when length > 0:
                message[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when length > 0:
                message[at] = (byte)_random.Next(256);
                break;
            case 2:
                message.RemoveRange(at, length);
                break;
            case 3:
                message.InsertRange(_random.Next(message.Count + 1), message.GetRange(at, length));
                break;
            case 4 when _random.Next(4) == 0:
                message.RemoveRange(at, message.Count - at);
                break;
            case 5:
                var other = Pick(Originals);
                var from = _random.Next(other.Length);
                message.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 + _random.Next(120))).ToArray());
                break;
            default:
                message.InsertRange(at, Pick(Pieces));
                break;
        }
    }

    byte[] Pick(byte[][] all) => all[_random.Next(all.Length)];
}
