using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Events;

/// <summary>application/pidf+xml (RFC 3863), with a person's activity as of RFC 4480.</summary>
static class PresenceDocument
{
    const string Namespace = "urn:ietf:params:xml:ns:pidf";
    const string DataModel = "urn:ietf:params:xml:ns:pidf:data-model";
    const string Rpid = "urn:ietf:params:xml:ns:pidf:rpid";

    public static ReadOnlyMemory<byte> Write(ResourceState.Presence state, SipUri entity) =>
        XmlDocumentText.Write(xml =>
        {
            var uri = XmlDocumentText.Clean(entity.ToString());
            xml.WriteStartElement("presence", Namespace);
            xml.WriteAttributeString("xmlns", "dm", null, DataModel);
            xml.WriteAttributeString("xmlns", "rpid", null, Rpid);
            xml.WriteAttributeString("entity", uri);
            xml.WriteStartElement("tuple", Namespace);
            xml.WriteAttributeString("id", "phone");
            xml.WriteStartElement("status", Namespace);
            xml.WriteElementString("basic", Namespace, state.IsOpen ? "open" : "closed");
            xml.WriteEndElement();
            xml.WriteElementString("contact", Namespace, uri);
            if (!string.IsNullOrEmpty(state.Note))
            {
                xml.WriteElementString("note", Namespace, XmlDocumentText.Clean(state.Note));
            }
            xml.WriteEndElement();
            if (ElementOf(state.Activity) is { } activity)
            {
                xml.WriteStartElement("dm", "person", DataModel);
                xml.WriteAttributeString("id", "person");
                xml.WriteStartElement("rpid", "activities", Rpid);
                xml.WriteElementString("rpid", activity, Rpid, null);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        });

    static string? ElementOf(PresenceActivity? activity) =>
        activity switch
        {
            null or PresenceActivity.Available => null,
            PresenceActivity.Away => "away",
            PresenceActivity.Busy or PresenceActivity.DoNotDisturb => "busy",
            PresenceActivity.Meal => "meal",
            PresenceActivity.Meeting => "meeting",
            PresenceActivity.OnThePhone => "on-the-phone",
            PresenceActivity.Vacation => "vacation",
            _ => throw new ArgumentOutOfRangeException(nameof(activity)),
        };
}
