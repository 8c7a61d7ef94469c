using System.Buffers.Binary;
using System.Net;
using System.Text;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Stun;
using IcePath = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Fuzz.Targets;

/// <summary>A STUN message, and the ICE agent whose password half of the senders know.</summary>
sealed class StunTarget : FuzzTarget
{
    static readonly IceCredentials Credentials = new("srvfrag1", "server-password-of-24-chr");
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    readonly byte[] _answer = new byte[StunLimits.Message];
    readonly ushort[] _unknown = new ushort[StunLimits.UnknownAttributes];
    IceLiteAgent _agent = new(Credentials, "brws", Start);
    DateTimeOffset _now = Start;
    long _messages;

    public override string Name => "stun";

    /// <summary>RFC 5769, and checks for our agent.</summary>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. Files("stun", "*.hex").Select(Bytes),
        Check(static (ref writer) => writer.Add(StunAttribute.UseCandidate, [])),
        Check(static (ref writer) => writer.Add(StunAttribute.Priority, 0x6E0001FFu)),
        Check(static (ref writer) => writer.Add(StunAttribute.IceControlled, 7ul)),
        Check(static (ref writer) => writer.Add(StunAttribute.IceControlling, 7ul)),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        [0, 0x06, 0xFF, 0xFF], // attributes with a length: USERNAME past the end, MESSAGE-INTEGRITY, FINGERPRINT, unknown ones
        [0, 0x08, 0, 20, .. new byte[20]],
        [0x80, 0x28, 0, 4, 0, 0, 0, 0],
        [0, 0x24, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF],
        [0, 0x25, 0, 0],
        [0x80, 0x29, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1],
        [0x80, 0x2A, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1],
        [0, 0x20, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0],
        [0, 0x20, 0, 20, 0, 2, .. new byte[18]],
        [0x7F, 0xFF, 0, 0],
        [0, 0x21, 0, 4, 0, 0, 0, 0],
        [.. Enumerable.Repeat((byte)'u', 600)],
    ];

    public override bool Handle(Span<byte> message)
    {
        _now += TimeSpan.FromMilliseconds(20);
        if (++_messages % 5_000 == 0)
        {
            _agent.Dispose();
            _agent = new(Credentials, "brws", _now); // else all its paths are taken for good
        }

        _agent.Handle(_now);
        while (_agent.TryTake(out _)) { }

        if (StunMessage.Read(message, out var read) != StunMalformedReason.None)
        {
            return false;
        }

        _ = (read.ReceiverUsernameFragment.Length, read.CopyUnknownAttributes(_unknown));
        if (read.TryGet(StunAttribute.XorMappedAddress, out var value))
        {
            XorMappedAddress.TryRead(value, read.TransactionId, out _);
        }

        var from = TransportAddress.Of(IPAddress.Loopback, (ushort)(5000 + _messages % 20));
        var length = _agent.Handle(read, new IcePath(TransportAddress.Of(IPAddress.Loopback, 40000), from), _now, _answer);
        Must(length == 0 || StunMessage.Read(_answer.AsSpan(0, length), out _) == StunMalformedReason.None, "The answer is malformed");
        Must(length <= 3 * message.Length, "The answer is more than three times as long as the question");
        return true;
    }

    /// <summary>Half of them keep their damaged attributes, in a message that is whole and signed with our password.</summary>
    public override byte[] Mend(byte[] message, Random random)
    {
        if (random.Next(2) == 0 || message.Length < StunLimits.Header)
        {
            return message;
        }

        var buffer = new byte[1200];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, message.AsSpan(8, 12));
        if (random.Next(4) > 0)
        {
            writer.Add(StunAttribute.Username, "srvfrag1:brws"u8);
        }

        ReadOnlySpan<byte> rest = message.AsSpan(StunLimits.Header);
        while (rest.Length >= 4)
        {
            var length = Math.Min(rest.Length - 4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            if (writer.Length + length > StunLimits.Message - 40)
            {
                break;
            }

            var type = (StunAttribute)BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (type is not (StunAttribute.MessageIntegrity or StunAttribute.Fingerprint) || random.Next(8) == 0)
            {
                writer.Add(type, rest.Slice(4, length));
            }

            rest = rest[Math.Min(rest.Length, 4 + StunLimits.Padded(length))..];
        }

        writer.AddMessageIntegrity(Encoding.ASCII.GetBytes(Credentials.Password));
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }

    private protected override void End() => _agent.Dispose();

    delegate void Add(ref StunMessageWriter writer);

    static byte[] Check(Add add)
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, "transaction!"u8);
        writer.Add(StunAttribute.Username, "srvfrag1:brws"u8);
        add(ref writer);
        writer.AddMessageIntegrity(Encoding.ASCII.GetBytes(Credentials.Password));
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }

    static byte[] Bytes(byte[] file) =>
        Convert.FromHexString(
            string.Concat(
                Encoding
                    .ASCII.GetString(file)
                    .Split('\n')
                    .Where(line => !line.StartsWith('#'))
                    .Select(line => string.Concat(line.Where(char.IsAsciiHexDigit)))
            )
        );
}
