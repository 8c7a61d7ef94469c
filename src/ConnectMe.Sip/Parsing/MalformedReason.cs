namespace ConnectMe.Sip.Parsing;

/// <summary>Why bytes are not a SIP message.</summary>
public enum MalformedReason
{
    None,

    /// <summary>Only line ends or nothing: a keep-alive (RFC 5626 §4.4.1).</summary>
    KeepAlive,

    /// <summary>STUN, RTP, TLS, HTTP, a line without a SIP version: never answered.</summary>
    NotSip,
    MessageTooLong,
    StartLineTooLong,
    RequestLine,
    RequestUri,
    VersionUnknown,
    StatusLine,
    HeadersNotTerminated,
    HeaderTooLong,
    HeaderNameTooLong,
    HeaderWithoutName,
    TooManyHeaders,
    TooManyValues,

    /// <summary>A control character, or CR or LF without the other.</summary>
    ControlCharacter,
    ViaMissing,
    Via,
    FromMissing,
    FromTwice,
    From,
    ToMissing,
    ToTwice,
    To,
    CallIdMissing,
    CallIdTwice,
    CallId,
    CSeqMissing,
    CSeqTwice,
    CSeq,
    CSeqMethod,
    MaxForwardsTwice,
    Contact,
    Route,
    RecordRoute,
    ContentLength,
    ContentLengthTwice,
    ContentLengthMissing,
    BodyCut,
    BodyTooLong,

    /// <summary>A URI on its own is not one; in a message the header it stands in is named.</summary>
    Uri,
    UriTooLong,
    Address,
    Parameter,
    TooManyParameters,
    QuoteNotClosed,
}
