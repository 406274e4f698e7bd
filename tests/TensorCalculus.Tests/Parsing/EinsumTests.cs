namespace TensorCalculus.Tests.Parsing;

/// <summary><c>einsum</c> in index notation.</summary>
public class EinsumTests
{
    [Theory]
    [InlineData("z_{jkp} = einsum(\"ijk,ip->jkp\", x, y)", "z[j k p] = (sum[i] (* x[i j k] y[i p]))")]
    [InlineData("z = einsum(\"ijk,ip->jkp\", x, y)", "z[j k p] = (sum[i] (* x[i j k] y[i p])) nosum j k p")]
    [InlineData("z = einsum(\"ij , jk\", x, y)", "z[i k] = (sum[j] (* x[i j] y[j k])) nosum i k")]
    [InlineData("z = einsum(\"ij->ji\", x)", "z[j i] = <x[i j]> nosum j i")]
    [InlineData("f = einsum(\"ii->\", x)", "f = (sum[i] x[i i])")]
    [InlineData("einsum(\"ij,ij->ij\", x, y)", "<(* x[i j] y[i j])> nosum i j")]
    [InlineData("z_i = 2 einsum(\"ij->i\", x) + b_i", "z[i] = (+ (* 2 (sum[j] x[i j])) b[i])")]
    [InlineData("einsum_i = x_i", "einsum[i] = x[i]")]
    public void Its_labels_are_indices(string text, string tree) => Read.Tree(text).Should().Be(tree);

    [Theory]
    [InlineData("z = einsum(\"ij,jk->ik\", x)", "TC0121 (1, 5)")]
    [InlineData("z = einsum(\"ij->ik\", x)", "TC0121 (1, 12)")]
    [InlineData("z = einsum(\"ij->ii\", x)", "TC0121 (1, 12)")]
    [InlineData("z = einsum(\"iJ->i\", x)", "TC0121 (1, 12)")]
    [InlineData("z = einsum(\"i->j->k\", x)", "TC0121 (1, 12)")]
    [InlineData("z = einsum(\"ij->i\", 2 x)", "TC0121 (1, 21)")]
    [InlineData("einsum(\"ij->ji\", x)", "TC0121 (1, 1)")]
    [InlineData("z = einsum(\"ij->i\", x", "TC0104 (1, 11)")]
    public void Its_mistakes_have_a_place(string text, string expected) => Read.Mistakes(text).Should().Equal(expected);
}
