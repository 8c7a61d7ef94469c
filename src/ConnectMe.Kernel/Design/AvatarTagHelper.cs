using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>A person's disc: <c>&lt;avatar name="Sanne de Vries" size="l" /&gt;</c>. The style sheet writes the initials, so readers skip them: the name stands beside it.</summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvatarTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>"s", "l" or "xl"; 40 px without.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Size is null ? "av" : $"av av--{Size}");
        output.Attributes.SetAttribute("data-h", Initials.HueOf(Name));
        output.Attributes.SetAttribute("data-initials", Initials.Of(Name));
    }
}
