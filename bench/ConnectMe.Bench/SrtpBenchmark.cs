using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Bench;

/// <summary>One packet of 20 ms G.711: 12 bytes of header, 160 of sound.</summary>
public class SrtpBenchmark
{
    const int Batch = 16384;
    const int PacketLength = 172;

    readonly byte[] _packet = new byte[PacketLength + SrtpSession.MaximumExpansion];
    readonly byte[][] _received = [.. Enumerable.Range(0, Batch).Select(_ => new byte[PacketLength + SrtpSession.MaximumExpansion])];
    readonly int[] _lengths = new int[Batch];
    SrtpSession _sender = null!;
    SrtpSession _receiver = null!;
    ushort _sequenceNumber;

    [Params("AEAD_AES_128_GCM", "AES128_CM_HMAC_SHA1_80")]
    public string Profile { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        (_sender, _receiver) = (Session(isServer: true), Session(isServer: false));
        WriteHeader(_packet, 0);
    }

    [Benchmark]
    public int Protect()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), _sequenceNumber++);
        Must(_sender.ProtectRtp(_packet, PacketLength, out var length));
        return length;
    }

    /// <summary>A packet is accepted once, so each round needs new ones.</summary>
    [IterationSetup(Target = nameof(Unprotect))]
    public void Receive()
    {
        _sender = Session(isServer: true);
        _receiver = Session(isServer: false);
        for (var i = 0; i < Batch; i++)
        {
            WriteHeader(_received[i], (ushort)i);
            Must(_sender.ProtectRtp(_received[i], PacketLength, out _lengths[i]));
        }
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public void Unprotect()
    {
        for (var i = 0; i < Batch; i++)
        {
            Must(_receiver.UnprotectRtp(_received[i].AsSpan(0, _lengths[i]), out _));
        }
    }

    SrtpSession Session(bool isServer) => new(Keys.For(Profile), isServer);

    static void WriteHeader(Span<byte> packet, ushort sequenceNumber)
    {
        packet[..PacketLength].Clear();
        packet[0] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], 0x1234_5678);
    }

    static void Must(SrtpFailure failure)
    {
        if (failure != SrtpFailure.None)
        {
            throw new InvalidOperationException(failure.ToString());
        }
    }
}
