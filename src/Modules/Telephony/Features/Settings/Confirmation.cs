namespace ConnectMe.Telephony.Features;

/// <summary>A question before something that can't be undone; the keys are of <see cref="SettingsText"/>, <paramref name="Name"/> is put into them.</summary>
/// <param name="Id">Of the dialog: what opens it says <c>data-opens</c> with it.</param>
/// <param name="Address">What is posted to when the answer is yes.</param>
internal sealed record Confirmation(string Id, string Address, string Title, string Text, string Yes, string Name);
