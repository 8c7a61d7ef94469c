namespace ConnectMe.Identity.Domain;

/// <summary>
/// How a company's SMS service is asked to send a message, as a template of one HTTP request. <c>{number}</c>, <c>{digits}</c> (the number without its
/// plus), <c>{text}</c> and <c>{secret}</c> are filled in. A document, not an event: a replaced secret must not live on in a history.
/// </summary>
/// <param name="Id">The company's id.</param>
/// <param name="Headers">One a line: "Name: value".</param>
/// <param name="ProtectedSecret">Encrypted with the installation's keys; null when there is none.</param>
public sealed record SmsGateway(
    Guid Id,
    SmsMethod Method,
    string Address,
    string Headers,
    SmsContent Content,
    string Body,
    string? ProtectedSecret
);

public enum SmsMethod
{
    Post,
    Put,
    Get,
}

/// <summary>What the body is, and so how what is filled in is written in it.</summary>
public enum SmsContent
{
    Json,
    Form,
    Xml,
    Text,
}
