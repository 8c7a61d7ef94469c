using System.Buffers.Binary;

namespace ConnectMe.Fuzz;

/// <summary>Messages made from a target's corpus by small damage; the same from the same seed.</summary>
sealed class Mutations(FuzzTarget target, int seed)
{
    static readonly uint[] Numbers =
    [
        0,
        1,
        2,
        3,
        4,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0x7FFF,
        0x8000,
        0xFFFC,
        0xFFFF,
        0x7FFFFFFF,
        0x80000000,
        0xFFFFFFFF,
    ];

    readonly Random _random = new(seed);

    public byte[] Next()
    {
        var message = Pick(target.Corpus).ToList();
        for (var rounds = _random.Next(5); rounds > 0; rounds--)
        {
            Damage(message);
        }

        return target.Mend([.. message], _random);
    }

    void Damage(List<byte> message)
    {
        var at = _random.Next(message.Count + 1);
        var length = Math.Min(message.Count - at, 1 + _random.Next(_random.Next(8) == 0 ? 400 : 12));
        switch (_random.Next(9))
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
                var other = Pick(target.Corpus);
                var from = _random.Next(other.Length);
                message.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 + _random.Next(120))));
                break;
            case 6:
                Count(message, at);
                break;
            default:
                message.InsertRange(at, Pick(target.Pieces));
                break;
        }
    }

    /// <summary>Writes a number at which counting goes wrong over two or four bytes.</summary>
    void Count(List<byte> message, int at)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, Numbers[_random.Next(Numbers.Length)]);
        number = _random.Next(2) == 0 ? number : number[2..];
        for (var i = 0; i < number.Length && at + i < message.Count; i++)
        {
            message[at + i] = number[i];
        }
    }

    byte[] Pick(IReadOnlyList<byte[]> all) => all[_random.Next(all.Count)];
}
