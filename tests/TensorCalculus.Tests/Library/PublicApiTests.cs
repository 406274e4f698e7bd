using TensorCalculus.Tests.Documentation;

namespace TensorCalculus.Tests.Library;

/// <summary>The public surface is what PublicApi.txt says: a change of it is a change of that file, which a person reviews.</summary>
public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => Approved.Verify(
        Repository.At("tests", "TensorCalculus.Tests", "Library", "PublicApi.txt"), PublicSurface.Of(typeof(TensorProgram).Assembly));
}
