using System.Globalization;
using System.Xml;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Events;

/// <summary>application/dialog-info+xml (RFC 4235 §4), always with full state: a phone that missed one is right again with the next.</summary>
static class DialogInfoDocument
{
    const string Namespace = "urn:ietf:params:xml:ns:dialog-info";

    /// <param name="version">Counts from 0 within a subscription (§4.1).</param>
    public static ReadOnlyMemory<byte> Write(ResourceState.Dialogs state, SipUri entity, uint version) =>
        XmlDocumentText.Write(xml =>
        {
            xml.WriteStartElement("dialog-info", Namespace);
            xml.WriteAttributeString("version", version.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("state", "full");
            xml.WriteAttributeString("entity", XmlDocumentText.Clean(entity.ToString()));
            foreach (var dialog in state.All)
            {
                Write(xml, dialog, entity);
            }
            if (state.All.IsEmpty)
            {
                WriteIdle(xml);
            }
            xml.WriteEndElement();
        });

    static void Write(XmlWriter xml, WatchedDialog dialog, SipUri entity)
    {
        xml.WriteStartElement("dialog", Namespace);
        xml.WriteAttributeString("id", XmlDocumentText.Clean(dialog.Id));
        xml.WriteAttributeString("direction", dialog.IsIncoming ? "recipient" : "initiator");
        xml.WriteElementString("state", Namespace, TokenOf(dialog.State));
        if (dialog.Remote is { } remote)
        {
            WriteParty(xml, "remote", remote);
        }
        WriteParty(xml, "local", new NameAddress(entity));
        xml.WriteEndElement();
    }

    static void WriteParty(XmlWriter xml, string side, NameAddress party)
    {
        var uri = XmlDocumentText.Clean(party.Uri.ToString());
        xml.WriteStartElement(side, Namespace);
        xml.WriteStartElement("identity", Namespace);
        if (!string.IsNullOrEmpty(party.DisplayName))
        {
            xml.WriteAttributeString("display", XmlDocumentText.Clean(party.DisplayName));
        }
        xml.WriteString(uri);
        xml.WriteEndElement();
        xml.WriteStartElement("target", Namespace);
        xml.WriteAttributeString("uri", uri);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Nothing at all would be right too, but some phones only put a lamp out for a dialog that has ended.
    static void WriteIdle(XmlWriter xml)
    {
        xml.WriteStartElement("dialog", Namespace);
        xml.WriteAttributeString("id", "idle");
        xml.WriteElementString("state", Namespace, "terminated");
        xml.WriteEndElement();
    }

    static string TokenOf(WatchedDialogState state) =>
        state switch
        {
            WatchedDialogState.Trying => "trying",
            WatchedDialogState.Early => "early",
            WatchedDialogState.Confirmed => "confirmed",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
}
