using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>An icon of the sprite: <c>&lt;icon name="phone" class="hang" /&gt;</c>. Decoration only; the word beside it or the label of its button says it.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(AssetUrls assets) : TagHelper
{
    /// <summary>Its Lucide name.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = output.Attributes.TryGetAttribute("class", out var own) ? $"i {own.Value}" : "i";
        output.Attributes.SetAttribute("class", classes);
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"{assets.Of("icons/sprite.svg")}#{Name}\"></use>");
    }
}
