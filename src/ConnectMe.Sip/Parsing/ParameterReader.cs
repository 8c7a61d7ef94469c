using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>*( SEMI generic-param ) behind a header's value (RFC 3261 §25.1). First they are checked, without allocating; then made when asked for.</summary>
static class ParameterReader
{
    public static MalformedReason Check(scoped ref Scanner scanner, out ReadOnlySpan<byte> parameters, out int count)
    {
        var start = scanner.Position;
        parameters = default;
        count = 0;
        while (scanner.TryTakeSeparator((byte)';'))
        {
            if (!TryRead(ref scanner, out _, out _, out _, out _))
            {
                return MalformedReason.Parameter;
            }

            if (++count > SipLimits.Parameters)
            {
                return MalformedReason.TooManyParameters;
            }
        }

        parameters = scanner.From(start);
        return MalformedReason.None;
    }

    public static SipParameters Make(ReadOnlySpan<byte> parameters, int count)
    {
        if (count == 0)
        {
            return SipParameters.Empty;
        }

        var all = new SipParameter[count];
        var scanner = new Scanner(parameters);
        for (var i = 0; i < count && scanner.TryTakeSeparator((byte)';'); i++)
        {
            TryRead(ref scanner, out var name, out var value, out var hasValue, out var isQuoted);
            var text =
                !hasValue ? null
                : isQuoted ? Unescaping.Quoted(value)
                : Encoding.UTF8.GetString(value);
            all[i] = new SipParameter(KnownParameter.Name(name), text, isQuoted);
        }

        return new SipParameters(all);
    }

    static bool TryRead(
        scoped ref Scanner scanner,
        out ReadOnlySpan<byte> name,
        out ReadOnlySpan<byte> value,
        out bool hasValue,
        out bool isQuoted
    )
    {
        value = default;
        isQuoted = false;
        name = scanner.TakeToken();
        hasValue = !name.IsEmpty && scanner.TryTakeSeparator((byte)'=');
        if (name.IsEmpty || !hasValue)
        {
            return !name.IsEmpty;
        }

        if (scanner.Next == (byte)'"')
        {
            isQuoted = true;
            return scanner.TryTakeQuoted(out value);
        }

        value = scanner.TakeAll(Grammar.ParameterValue);
        return !value.IsEmpty;
    }
}
