using System.Buffers.Binary;

namespace ConnectMe.Telephony.Switching;

/// <summary>One conversation. Comes in with the input that starts it.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct CallId([property: Id(0)] Guid Value)
{
    /// <summary>Of the call that follows from this one by itself: the switchboard has no random source. The last bits count up, which are random in every other id.</summary>
    public CallId Following()
    {
        Span<byte> bytes = stackalloc byte[16];
        Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) + 1);
        return new CallId(new Guid(bytes, bigEndian: true));
    }
}

/// <summary>One endpoint's side of a call: the call's id and a number within it, so the switchboard needs no random source.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct LegId([property: Id(0)] CallId Call, [property: Id(1)] int Number)
{
    /// <summary>The caller's side has the first number of every call: who starts one knows its leg.</summary>
    public static LegId OfCaller(CallId call) => new(call, 0);

    /// <summary>From here on legs are of the caller's side again: those that took the place of the first.</summary>
    const int CallersAgain = 0x800;

    /// <summary>A leg of a side that had one before. The number tells which side, so that what is measured of the leg is told of the right one.</summary>
    public static LegId InPlaceOf(CallId call, bool caller, int number) => new(call, caller ? CallersAgain + number : number);

    /// <summary>The number of the leg that is made after this one.</summary>
    public static int Following(LegId leg) => (leg.Number & ~CallersAgain) + 1;

    public bool IsOfCaller => Number is 0 or >= CallersAgain;

    /// <summary>
    /// The id of a SIP leg's own media: the call's id as a UUID of version 8 (RFC 9562 §5.8), with the number in the bits that were its
    /// version and the four before it. Version 7 ids of calls differ in their random part, so these do too.
    /// </summary>
    public MediaId Media
    {
        get
        {
            Span<byte> id = stackalloc byte[16];
            Call.Value.TryWriteBytes(id, bigEndian: true, out _);
            BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x8000 | (Number & 0x0FFF)));
            return new MediaId(new Guid(id, bigEndian: true));
        }
    }
}

/// <summary>A browser's media connection. The browser keeps the id, so a reload is the same line coming up again.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct LineId([property: Id(0)] Guid Value)
{
    public MediaId Media => new(Value);
}

/// <summary>One stream of sound at the media engine: a browser's line (for all its legs), or one SIP leg's.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct MediaId([property: Id(0)] Guid Value);

/// <summary>One file that a party of a call has made of it. Comes in with the input that starts it.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct RecordingId([property: Id(0)] Guid Value)
{
    /// <summary>
    /// Of one that begins by itself: the switchboard has no random source. A UUID of version 8 (RFC 9562 §5.8) of the moment, of which part of the recording it is and
    /// whose, and of both halves of the call's id.
    /// </summary>
    public static RecordingId Of(CallId call, bool isOfCaller, int part, DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        call.Value.TryWriteBytes(id, bigEndian: true, out _);
        var mixed = BinaryPrimitives.ReadUInt64BigEndian(id) ^ BinaryPrimitives.ReadUInt64BigEndian(id[8..]);
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], Variant | (mixed & ((Variant >> 1) - 1)));
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x8000 | ((part & 0x7FF) << 1) | (isOfCaller ? 1 : 0)));
        return new RecordingId(new Guid(id, bigEndian: true));
    }

    const ulong Variant = 1UL << 63;
}

/// <summary>A sound that an application's script asked to play, once. Comes in with the input that asks.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct ClipId([property: Id(0)] Guid Value);

/// <summary>A SIP account of a person.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DeviceId([property: Id(0)] Guid Value);

[GenerateSerializer, Immutable]
internal readonly record struct TrunkId([property: Id(0)] Guid Value);
