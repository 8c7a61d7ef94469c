using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>What every message must have, once and well-formed (RFC 3261 §8.1.1), looked at as the headers go by.</summary>
ref struct MandatoryHeaders
{
    Seen _seen;
    ReadOnlySpan<byte> _cseqMethod;
    int _vias;
    int _contacts;
    int _routes;
    int _recordRoutes;

    /// <summary>Null when there is none.</summary>
    public int? ContentLength { get; private set; }

    /// <param name="name">In its full form: the constant itself.</param>
    public MalformedReason Check(string name, ReadOnlySpan<byte> value) =>
        Is(name, HeaderName.Via) ? CheckVias(value)
        : Is(name, HeaderName.From) ? First(CheckOnce(Seen.From, MalformedReason.FromTwice), CheckAddress(value, MalformedReason.From))
        : Is(name, HeaderName.To) ? First(CheckOnce(Seen.To, MalformedReason.ToTwice), CheckAddress(value, MalformedReason.To))
        : Is(name, HeaderName.CallId) ? First(CheckOnce(Seen.CallId, MalformedReason.CallIdTwice), CheckCallId(value))
        : Is(name, HeaderName.CSeq) ? First(CheckOnce(Seen.CSeq, MalformedReason.CSeqTwice), CSeqReader.Read(value, out _, out _cseqMethod))
        : Is(name, HeaderName.MaxForwards) ? CheckOnce(Seen.MaxForwards, MalformedReason.MaxForwardsTwice)
        : Is(name, HeaderName.Contact) ? CheckContact(value)
        : Is(name, HeaderName.Route) ? CheckAddresses(value, ref _routes, MalformedReason.Route)
        : Is(name, HeaderName.RecordRoute) ? CheckAddresses(value, ref _recordRoutes, MalformedReason.RecordRoute)
        : Is(name, HeaderName.ContentLength) ? CheckLength(value)
        : MalformedReason.None;

    /// <param name="method">Empty for a response.</param>
    public readonly MalformedReason CheckAll(ReadOnlySpan<byte> method) =>
        _vias == 0 ? MalformedReason.ViaMissing
        : !_seen.HasFlag(Seen.From) ? MalformedReason.FromMissing
        : !_seen.HasFlag(Seen.To) ? MalformedReason.ToMissing
        : !_seen.HasFlag(Seen.CallId) ? MalformedReason.CallIdMissing
        : !_seen.HasFlag(Seen.CSeq) ? MalformedReason.CSeqMissing
        : !method.IsEmpty && !_cseqMethod.SequenceEqual(method) ? MalformedReason.CSeqMethod
        : MalformedReason.None;

    static bool Is(string name, string header) => ReferenceEquals(name, header);

    static MalformedReason First(MalformedReason first, MalformedReason second) => first == MalformedReason.None ? second : first;

    static MalformedReason CheckCallId(ReadOnlySpan<byte> value) =>
        value.IsEmpty || value.ContainsAnyExcept(Grammar.CallId) ? MalformedReason.CallId : MalformedReason.None;

    MalformedReason CheckContact(ReadOnlySpan<byte> value) =>
        value is [(byte)'*'] ? MalformedReason.None : CheckAddresses(value, ref _contacts, MalformedReason.Contact);

    MalformedReason CheckOnce(Seen header, MalformedReason twice)
    {
        if ((_seen & header) != 0)
        {
            return twice;
        }

        _seen |= header;
        return MalformedReason.None;
    }

    MalformedReason CheckVias(ReadOnlySpan<byte> value)
    {
        var scanner = new Scanner(value);
        do
        {
            if (ViaReader.Read(ref scanner, out _) != MalformedReason.None)
            {
                return MalformedReason.Via;
            }

            if (++_vias > SipLimits.Values)
            {
                return MalformedReason.TooManyValues;
            }
        } while (scanner.TryTakeComma());

        return MalformedReason.None;
    }

    static MalformedReason CheckAddress(ReadOnlySpan<byte> value, MalformedReason otherwise)
    {
        var scanner = new Scanner(value);
        return NameAddressReader.Read(ref scanner, out _) == MalformedReason.None && scanner.AtEnd ? MalformedReason.None : otherwise;
    }

    static MalformedReason CheckAddresses(ReadOnlySpan<byte> value, ref int count, MalformedReason otherwise)
    {
        var scanner = new Scanner(value);
        do
        {
            if (NameAddressReader.Read(ref scanner, out _) != MalformedReason.None)
            {
                return otherwise;
            }

            if (++count > SipLimits.Values)
            {
                return MalformedReason.TooManyValues;
            }
        } while (scanner.TryTakeComma());

        return MalformedReason.None;
    }

    MalformedReason CheckLength(ReadOnlySpan<byte> value)
    {
        if (ContentLength is not null)
        {
            return MalformedReason.ContentLengthTwice;
        }

        if (!Grammar.TryReadNumber(value, int.MaxValue, out var length))
        {
            return MalformedReason.ContentLength;
        }

        ContentLength = (int)length;
        return length > SipLimits.Message ? MalformedReason.BodyTooLong : MalformedReason.None;
    }

    [Flags]
    enum Seen
    {
        None = 0,
        From = 1,
        To = 2,
        CallId = 4,
        CSeq = 8,
        MaxForwards = 16,
    }
}
