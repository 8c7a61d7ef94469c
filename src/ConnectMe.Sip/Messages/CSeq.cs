namespace ConnectMe.Sip.Messages;

/// <summary>RFC 3261 §20.16: the number orders the requests of a dialog, the method tells an ACK or CANCEL from what it belongs to.</summary>
/// <param name="Number">Less than 2^31 (§8.1.1.5).</param>
public readonly record struct CSeq(uint Number, SipMethod Method)
{
    public override string ToString() => $"{Number} {Method.Name}";
}
