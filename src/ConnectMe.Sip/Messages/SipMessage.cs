using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>
/// A request or a response. One that was read has Via, From, To, Call-ID and CSeq, each well-formed; on one that is being built they throw until they
/// are there. Not safe for use by two threads at once.
/// </summary>
public abstract class SipMessage
{
    Cached<IReadOnlyList<Via>> _vias;
    Cached<IReadOnlyList<NameAddress>> _contacts;
    Cached<IReadOnlyList<NameAddress>> _routes;
    Cached<IReadOnlyList<NameAddress>> _recordRoutes;
    Cached<NameAddress> _from;
    Cached<NameAddress> _to;
    Cached<string> _callId;
    CSeq _cseq;
    int _cseqVersion;

    private protected SipMessage(SipHeaders? headers = null) => Headers = headers ?? new SipHeaders();

    public SipHeaders Headers { get; }

    /// <summary>Opaque here; Content-Type says what it is. Content-Length follows it by itself when the message is written.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public IReadOnlyList<Via> Vias => Fresh(ref _vias, static message => HeaderList.Vias(message.Headers));

    public Via TopVia => Vias is [var top, ..] ? top : throw Missing(HeaderName.Via);

    public NameAddress From
    {
        get => Fresh(ref _from, static message => message.Address(HeaderName.From) ?? throw Missing(HeaderName.From));
        set => Headers.Set(HeaderName.From, value);
    }

    public NameAddress To
    {
        get => Fresh(ref _to, static message => message.Address(HeaderName.To) ?? throw Missing(HeaderName.To));
        set => Headers.Set(HeaderName.To, value);
    }

    public string CallId
    {
        get => Fresh(ref _callId, static message => message.Headers[HeaderName.CallId] ?? throw Missing(HeaderName.CallId));
        set => Headers.Set(HeaderName.CallId, value);
    }

    public CSeq CSeq
    {
        get
        {
            if (_cseqVersion != Headers.Version)
            {
                var index = Headers.IndexOf(HeaderName.CSeq, 0);
                if (index < 0 || CSeqReader.Read(Headers.BytesAt(index), out _cseq) != MalformedReason.None)
                {
                    throw Missing(HeaderName.CSeq);
                }

                _cseqVersion = Headers.Version;
            }

            return _cseq;
        }
        set => Headers.Set(HeaderName.CSeq, value.ToString());
    }

    /// <summary>Empty for <see cref="HasWildcardContact"/>.</summary>
    public IReadOnlyList<NameAddress> Contacts => Fresh(ref _contacts, static message => message.Addresses(HeaderName.Contact));

    /// <summary>"Contact: *", by which a REGISTER removes all bindings.</summary>
    public bool HasWildcardContact => Headers.Values(HeaderName.Contact).Any(value => value == "*");

    public IReadOnlyList<NameAddress> Routes => Fresh(ref _routes, static message => message.Addresses(HeaderName.Route));

    public IReadOnlyList<NameAddress> RecordRoutes => Fresh(ref _recordRoutes, static message => message.Addresses(HeaderName.RecordRoute));

    /// <summary>In seconds; null when it is not there or is no number of seconds.</summary>
    public int? Expires
    {
        get => Seconds(HeaderName.Expires);
        set => SetNumber(HeaderName.Expires, value);
    }

    public int? MinExpires
    {
        get => Seconds(HeaderName.MinExpires);
        set => SetNumber(HeaderName.MinExpires, value);
    }

    /// <summary>Type and subtype in lower case, without parameters.</summary>
    public string? ContentType
    {
        get =>
            Headers[HeaderName.ContentType] is { } text
                ? text.Split(';')[0].Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()
                : null;
        set => Headers[HeaderName.ContentType] = value;
    }

    public IReadOnlyList<string> Supported => Headers.Elements(HeaderName.Supported);

    public IReadOnlyList<string> Require => Headers.Elements(HeaderName.Require);

    /// <summary>The header's first address; null when the header is not there or is not well-formed.</summary>
    public NameAddress? Address(string header)
    {
        var index = Headers.IndexOf(HeaderName.Full(header), 0);
        return index >= 0 && NameAddressReader.ReadFirst(Headers.BytesAt(index), out var address) == MalformedReason.None ? address : null;
    }

    /// <summary>All addresses of a header, in order; those behind a malformed one are left out.</summary>
    public IReadOnlyList<NameAddress> Addresses(string header) => HeaderList.Addresses(Headers, HeaderName.Full(header));

    public void PrependVia(Via via) => Headers.Prepend(HeaderName.Via, via.ToString());

    public void ReplaceTopVia(Via via) => Headers.ReplaceFirst(HeaderName.Via, via.ToString());

    public void RemoveTopVia() => Headers.RemoveFirst(HeaderName.Via);

    /// <summary>Sets the body with its type.</summary>
    public void SetBody(ReadOnlyMemory<byte> body, string contentType)
    {
        Body = body;
        ContentType = contentType;
    }

    internal int? Seconds(string header) =>
        Headers[header] is { } text
        && Grammar.Seconds(text.AsSpan(0, text.AsSpan().IndexOfAny(" ;(") is var end and >= 0 ? end : text.Length)) is { } number
            ? number
            : null;

    private protected void SetNumber(string header, int? value) => Headers[header] = value is { } number ? Grammar.Decimal(number) : null;

    T Fresh<T>(ref Cached<T> cached, Func<SipMessage, T> read)
        where T : class
    {
        if (cached.Version != Headers.Version)
        {
            cached = new(read(this), Headers.Version);
        }

        return cached.Value!;
    }

    static InvalidOperationException Missing(string header) => new($"The message has no well-formed {header}.");

    readonly record struct Cached<T>(T? Value, int Version)
        where T : class;
}
