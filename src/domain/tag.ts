/**
 * Parts of speech, as the Penn Treebank has them (Marcus et al. 1993), with its names for punctuation. The order is part
 * of what is learned: weights know a tag by its place in this list. The first is no tag.
 */
export const TAGS = (
  ' CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ ' +
  "WDT WP WP$ WRB # $ '' `` , -LRB- -RRB- . :"
).split(' ');
