namespace ConnectMe.Kernel;

/// <summary>
/// Something that can be done with the keyboard from anywhere in the page (M14.6). Modules register one per action
/// (<c>services.AddSingleton(new Shortcut(...))</c>); the page's script of the same action does it.
/// </summary>
/// <param name="Order">Place in the lists, lowest first.</param>
/// <param name="Action">Its name in scripts and in what is stored: "hang-up".</param>
/// <param name="Standard">The keys while the user chose no others, as <see cref="KeyChord"/> reads them.</param>
/// <param name="Texts">The type that names the module's texts.</param>
/// <param name="Title">Key of the action's words in them.</param>
public sealed record Shortcut(int Order, string Action, string Standard, Type Texts, string Title);
